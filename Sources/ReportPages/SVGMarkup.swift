/// The markup of a chart, built element by element; texts and attributes are escaped.
///
/// Charts have no view box of their own: they are as wide as the page lets them be, positions across are
/// percentages, and text keeps its size on a phone. Shapes stand in nested views that stretch.
struct SVGMarkup: Sendable, Hashable, CustomStringConvertible {
  /// The markup.
  private(set) var description = ""

  /// Adds an element with what it holds.
  mutating func add(
    _ name: StaticString,
    _ attributes: KeyValuePairs<StaticString, String>,
    content: (inout SVGMarkup) -> Void
  ) {
    open(name, attributes)
    description += ">"
    content(&self)
    description += "</\(name)>"
  }

  /// Adds an element that holds nothing.
  mutating func add(_ name: StaticString, _ attributes: KeyValuePairs<StaticString, String>) {
    open(name, attributes)
    description += "/>"
  }

  /// Adds a line of text.
  ///
  /// - Parameters:
  ///   - text: The text.
  ///   - x: The place across, such as `100%`.
  ///   - y: The base line, in pixels from the top.
  ///   - style: Names of classes.
  mutating func addText(_ text: String, x: String = "0", y: Int, style: String = "") {
    open("text", style.isEmpty ? ["x": x, "y": "\(y)"] : ["class": style, "x": x, "y": "\(y)"])
    description += ">" + escapedMarkup(text) + "</text>"
  }

  private mutating func open(
    _ name: StaticString,
    _ attributes: KeyValuePairs<StaticString, String>
  ) {
    description += "<\(name)"
    for (key, value) in attributes { description += " \(key)=\"" + escapedMarkup(value) + "\"" }
  }

  private mutating func addContent(_ text: String, in name: StaticString, id: String) {
    open(name, ["id": id])
    description += ">" + escapedMarkup(text) + "</\(name)>"
  }

  /// A chart with its title and description, as wide as the page lets it be.
  ///
  /// - Parameters:
  ///   - id: A word that is unique in the page.
  ///   - style: The class.
  ///   - height: The height in pixels.
  ///   - title: What the chart is.
  ///   - summary: What it shows, in a sentence.
  ///   - content: What it holds.
  /// - Returns: The chart.
  static func chart(
    id: String,
    style: String,
    height: Int,
    title: String,
    summary: String,
    content: (inout SVGMarkup) -> Void
  ) -> SVGMarkup {
    var markup = SVGMarkup()
    markup.add(
      "svg",
      [
        "class": style, "height": "\(height)", "role": "img",
        "aria-labelledby": "\(id)-title \(id)-desc",
      ]
    ) { chart in
      chart.addContent(title, in: "title", id: "\(id)-title")
      chart.addContent(summary, in: "desc", id: "\(id)-desc")
      content(&chart)
    }
    return markup
  }
}
