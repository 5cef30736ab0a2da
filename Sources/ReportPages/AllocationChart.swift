import EVMTypes

/// The pool of each epoch, divided into what goes to stakers and the rest, with the decisions that divided it.
struct AllocationChart: Sendable {
  /// An epoch's pool, in base units.
  struct Row: Sendable, Hashable {
    /// The epoch.
    let number: Int
    /// The pool.
    let pool: UInt256
    /// What of it goes to stakers.
    let allocated: UInt256
    /// The staker share in words.
    let stakerShare: String
    /// What goes to stakers in words.
    let amountText: String
    /// The decision in force.
    let decisionID: String
    /// Its title.
    let decisionTitle: String
  }

  private static let pitch = 46
  private static let lineHeight = 16
  private static let lineLimit = 42

  /// The word that is unique in the page.
  let id: String
  /// The epochs, in their order from the top.
  let rows: [Row]

  /// The chart; bars are to the scale of the largest pool.
  var markup: SVGMarkup {
    let largest = rows.map(\.pool).max() ?? .zero
    var places: [(top: Int, words: [String])] = []
    var height = 0
    for (index, row) in rows.enumerated() {
      let isMarked = index == 0 || rows[index - 1].decisionID != row.decisionID
      let words = isMarked ? Self.words(of: row) : []
      if isMarked { height += Self.lineHeight * words.count + 14 }
      places.append((height, words))
      height += Self.pitch
    }
    return .chart(
      id: id,
      style: "bars",
      height: max(0, height - 8),
      title: "The pool of each epoch and the stakers\u{2019} part of it",
      summary: rows.map { "epoch \($0.number): \($0.stakerShare), \($0.amountText) to stakers" }
        .joined(separator: "; ")
    ) { chart in
      for (row, place) in zip(rows, places) {
        addMark(place.words, above: place.top, to: &chart)
        addBar(of: row, at: place.top, scale: largest, to: &chart)
      }
    }
  }

  /// The decision in at most two lines.
  private static func words(of row: Row) -> [String] {
    twoLines("\(row.decisionID): \(row.decisionTitle)", of: lineLimit)
  }

  /// A line across the chart, with words below it, where another decision comes into force.
  private func addMark(_ words: [String], above top: Int, to chart: inout SVGMarkup) {
    guard !words.isEmpty else { return }
    let height = Self.lineHeight * words.count
    chart.add(
      "rect",
      ["class": "rule", "y": "\(top - height - 10)", "width": "100%", "height": "1"]
    )
    for (index, line) in words.enumerated() {
      let baseLine = top - height + 7 + index * Self.lineHeight
      chart.addText(line, y: baseLine, style: "strong")
    }
  }

  private func addBar(of row: Row, at top: Int, scale: UInt256, to chart: inout SVGMarkup) {
    chart.addText("Epoch \(row.number)", y: top + 13)
    chart.addText(row.stakerShare, x: "100%", y: top + 13, style: "end soft")
    let length = scaled(row.pool, of: scale, to: BarMark.units)
    let part = scaled(row.allocated, of: scale, to: BarMark.units)
    chart.add(
      "svg",
      [
        "y": "\(top + 20)", "width": "66%", "height": "16",
        "viewBox": "0 0 \(BarMark.units) 16", "preserveAspectRatio": "none",
      ]
    ) { area in
      area.add("rect", ["class": "track", "width": "\(BarMark.units)", "height": "16"])
      area.add("rect", ["class": "mark-reinvested", "width": "\(length)", "height": "16"])
      area.add("rect", ["class": "mark-stakers", "width": "\(part)", "height": "16"])
    }
    chart.addText(row.amountText, x: "100%", y: top + 33, style: "end")
  }
}
