import Distribution
import EVMTypes

/// A stream's line in an epoch's report, or the line of all streams.
struct StreamRow: Sendable {
  let title: String
  let description: String
  let entryCount: String
  let entries: AmountText
  let deficitIn: AmountText
  let revenue: AmountText
  let deficitOut: AmountText
  let poolShare: String
  let contribution: AmountText
  let retained: AmountText

  init(_ figures: StreamFigures, in token: Token) {
    self.title = figures.stream.title
    self.description = figures.stream.description
    self.entryCount = grouped(figures.entryCount)
    self.entries = AmountText(figures.entries, of: token)
    self.deficitIn = AmountText(figures.deficitIn, of: token)
    self.revenue = AmountText(figures.revenue, of: token)
    self.deficitOut = AmountText(figures.deficitOut, of: token)
    self.poolShare = figures.poolShare.description
    self.contribution = AmountText(figures.contribution, of: token)
    self.retained = AmountText(figures.retained, of: token)
  }

  init(_ totals: StreamTotals, in token: Token) {
    self.title = "All streams"
    self.description = ""
    self.entryCount = grouped(totals.entryCount)
    self.entries = AmountText(totals.entries, of: token)
    self.deficitIn = AmountText(totals.deficitIn, of: token)
    self.revenue = AmountText(totals.revenue, of: token)
    self.deficitOut = AmountText(totals.deficitOut, of: token)
    self.poolShare = ""
    self.contribution = AmountText(totals.contributions, of: token)
    self.retained = AmountText(totals.retained, of: token)
  }
}
