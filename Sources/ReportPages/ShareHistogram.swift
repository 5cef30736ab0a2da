import EVMTypes

/// How many holders have a share of which size, a bar for each band.
struct ShareHistogram: Sendable {
  private static let pitch = 24

  /// The word that is unique in the page.
  let id: String
  /// The bands, smallest shares first, each with its name.
  let bands: [(label: String, holderCount: Int)]

  /// The chart; bars are to the scale of the longest one.
  var markup: SVGMarkup {
    let most = bands.map(\.holderCount).max() ?? 0
    return .chart(
      id: id,
      style: "bars",
      height: Self.pitch * bands.count,
      title: "Holders by the size of their share",
      summary: bands.map { "\($0.label): \(grouped($0.holderCount))" }.joined(separator: "; ")
    ) { chart in
      for (index, band) in bands.enumerated() {
        let top = index * Self.pitch
        let length = scaled(
          UInt256(UInt64(band.holderCount)),
          of: UInt256(UInt64(most)),
          to: BarMark.units
        )
        chart.addText(band.label, y: top + 15)
        chart.add(
          "svg",
          [
            "x": "42%", "y": "\(top + 3)", "width": "46%", "height": "16",
            "viewBox": "0 0 \(BarMark.units) 16", "preserveAspectRatio": "none",
          ]
        ) { area in
          area.add("rect", ["class": "mark-main", "width": "\(length)", "height": "16"])
        }
        chart.addText(grouped(band.holderCount), x: "100%", y: top + 15, style: "end")
      }
    }
  }
}
