import EVMTypes

/// A bar whose length is a part of a whole, as wide as its place lets it be.
///
/// Says nothing that its line of the table does not, so it is hidden from screen readers.
enum BarMark {
  static let units = 10_000

  static func markup(of part: UInt256, in total: UInt256) -> SVGMarkup {
    var markup = SVGMarkup()
    markup.add(
      "svg",
      [
        "height": "12", "viewBox": "0 0 \(units) 12", "preserveAspectRatio": "none",
        "aria-hidden": "true", "focusable": "false",
      ]
    ) { bar in
      bar.add("rect", ["class": "track", "width": "\(units)", "height": "12"])
      bar.add(
        "rect",
        [
          "class": "mark-main", "width": "\(scaled(part, of: total, to: units))", "height": "12",
        ]
      )
    }
    return markup
  }
}
