import EVMTypes

/// Amounts of epochs as columns beside each other, a panel for each thing that is measured.
///
/// Panels stand below each other over the same epochs; the latest amount is told beside each name.
struct EpochColumnsChart: Sendable {
  /// A thing that is measured.
  struct Panel: Sendable, Hashable {
    /// What is measured.
    let title: String
    /// How much it was in each epoch; `nil` where the epoch does not have it.
    let amounts: [UInt256?]
    /// The latest amount in words.
    let latestText: String
  }

  private static let pitch = 98
  private static let columnHeight = 48
  private static let titleLimit = 34
  /// A column and the gap beside it, in units of the view that stretches.
  private static let slot = 10
  /// With fewer epochs columns stay as narrow as with so many.
  private static let leastSlots = 6
  /// With more epochs only the first and the last are named.
  private static let mostNames = 12

  /// The word that is unique in the page.
  let id: String
  /// What the chart is.
  let title: String
  /// The numbers of the epochs, ascending.
  let epochs: [Int]
  /// The panels, from the top.
  let panels: [Panel]
  /// Whether columns of all panels are to one scale, else each panel to its own.
  let isOneScale: Bool

  private var slotCount: Int { max(epochs.count, Self.leastSlots) }

  /// The chart.
  var markup: SVGMarkup {
    let most = panels.flatMap(\.amounts).compactMap { $0 }.max() ?? .zero
    return .chart(
      id: id,
      style: "bars",
      height: max(0, Self.pitch * panels.count - 8),
      title: title,
      summary: panels.map { "\($0.title): \($0.latestText)" }.joined(separator: "; ")
    ) { chart in
      for (index, panel) in panels.enumerated() {
        let top = index * Self.pitch
        chart.addText(cut(panel.title, to: Self.titleLimit), y: top + 13)
        chart.addText(panel.latestText, x: "100%", y: top + 13, style: "end")
        let scale = isOneScale ? most : panel.amounts.compactMap { $0 }.max() ?? .zero
        chart.add(
          "svg",
          [
            "y": "\(top + 20)", "width": "100%", "height": "\(Self.columnHeight + 1)",
            "viewBox": "0 0 \(Self.slot * slotCount) \(Self.columnHeight + 1)",
            "preserveAspectRatio": "none",
          ]
        ) { area in addColumns(of: panel, scale: scale, to: &area) }
        addNames(below: top + 20 + Self.columnHeight, to: &chart)
      }
    }
  }

  private func addColumns(of panel: Panel, scale: UInt256, to area: inout SVGMarkup) {
    area.add(
      "rect",
      [
        "class": "track", "y": "\(Self.columnHeight)", "width": "\(Self.slot * slotCount)",
        "height": "1",
      ]
    )
    for (place, amount) in panel.amounts.enumerated() {
      guard let amount, !amount.isZero else { continue }
      // What is there is seen, however small it is.
      let height = max(1, scaled(amount, of: scale, to: Self.columnHeight))
      area.add(
        "rect",
        [
          "class": "mark-main", "x": "\(place * Self.slot + 1)",
          "y": "\(Self.columnHeight - height)", "width": "\(Self.slot - 2)", "height": "\(height)",
        ]
      )
    }
  }

  private func addNames(below bottom: Int, to chart: inout SVGMarkup) {
    for (place, number) in epochs.enumerated() {
      let isNamed =
        epochs.count <= Self.mostNames || place == 0 || place == epochs.count - 1
      guard isNamed else { continue }
      let middle = (2 * place + 1) * 50 / slotCount
      chart.addText("\(number)", x: "\(middle)%", y: bottom + 14, style: "middle soft small")
    }
  }
}
