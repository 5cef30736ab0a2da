import Distribution
import EVMTypes
import FileStore
import ReportDocuments

/// How many take part in each epoch, and with how much.
struct ParticipationSection: Sendable {
  /// An epoch's line.
  struct Row: Sendable {
    let number: Int
    let href: String
    let holders: String
    /// What was staked; `nil` where weights were given.
    let opening: AmountText?
    let closing: AmountText?
    let days: String
    let events: String
  }

  let chart: SVGMarkup
  /// The epochs, the latest first.
  let rows: [Row]

  init(_ reports: [EpochReport]) {
    let token = reports.last?.token
    self.rows = reports.reversed().map(Row.init)
    self.chart =
      EpochColumnsChart(
        id: "participation-chart",
        title: "Holders and stake by epoch",
        epochs: reports.map(\.epoch.number),
        panels: [
          EpochColumnsChart.Panel(
            title: "Holders with weight",
            amounts: reports.map { UInt256(UInt64(max(0, $0.stake.holderCount))) },
            latestText: grouped(reports.last?.stake.holderCount ?? 0)
          ),
          EpochColumnsChart.Panel(
            title: "Staked at the end, in \(token?.symbol ?? "")",
            amounts: reports.map(\.stake.movement?.closing),
            latestText: token.map { token in
              (reports.last?.stake.movement).map { AmountText($0.closing, of: token).short }
                ?? "not known"
            } ?? ""
          ),
        ],
        isOneScale: false
      ).markup
  }
}

extension ParticipationSection.Row {
  /// What stands where nothing is known.
  private static let unknown = "\u{2013}"

  init(_ report: EpochReport) {
    self.number = report.epoch.number
    self.href = SiteLayout.epochPage(number).description
    self.holders = grouped(report.stake.holderCount)
    self.opening = (report.stake.movement?.opening).map { AmountText($0, of: report.token) }
    self.closing = (report.stake.movement?.closing).map { AmountText($0, of: report.token) }
    self.days = tokenDays(
      report.stake.totalWeight,
      over: report.stake.denominator,
      of: report.token
    )
    self.events = (report.stake.movement?.eventCount).map(grouped) ?? Self.unknown
  }
}
