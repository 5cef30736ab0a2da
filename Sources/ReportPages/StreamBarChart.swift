import EVMTypes

/// Amounts as bars below each other, each with its name, its amount and its part of all.
struct StreamBarChart: Sendable {
  /// A bar.
  struct Bar: Sendable, Hashable {
    /// What is measured.
    let title: String
    /// How much it is, in base units.
    let amount: UInt256
    /// The same in words.
    let amountText: String
    /// Its part of all.
    let percent: String
  }

  private static let pitch = 46
  private static let titleLimit = 34

  /// The word that is unique in the page.
  let id: String
  /// The bars, from the top.
  let bars: [Bar]
  /// What the chart is.
  let title: String

  /// The chart; bars are to the scale of the longest one.
  var markup: SVGMarkup {
    let longest = bars.map(\.amount).max() ?? .zero
    return .chart(
      id: id,
      style: "bars",
      height: max(0, Self.pitch * bars.count - 8),
      title: title,
      summary: bars.map { "\($0.title): \($0.amountText), \($0.percent)" }.joined(separator: "; ")
    ) { chart in
      for (index, bar) in bars.enumerated() {
        let top = index * Self.pitch
        chart.addText(cut(bar.title, to: Self.titleLimit), y: top + 13)
        chart.addText(bar.percent, x: "100%", y: top + 13, style: "end soft")
        chart.add(
          "svg",
          [
            "y": "\(top + 20)", "width": "66%", "height": "16",
            "viewBox": "0 0 \(BarMark.units) 16", "preserveAspectRatio": "none",
          ]
        ) { area in
          let length = scaled(bar.amount, of: longest, to: BarMark.units)
          area.add("rect", ["class": "track", "width": "\(BarMark.units)", "height": "16"])
          area.add("rect", ["class": "mark-main", "width": "\(length)", "height": "16"])
        }
        chart.addText(bar.amountText, x: "100%", y: top + 33, style: "end")
      }
    }
  }
}
