import Distribution
import ReportDocuments

/// What the page is rendered from that explains how an amount comes about.
struct MethodologyPage: Sendable {
  let page: PageFrame.Head
  let site: PageFrame.Site
  let generator: PageFrame.Generator
  let token: HomePage.TokenText
  let asset: HomePage.TokenText
  let hasEpochs: Bool
  /// Whether an epoch of the site is computed under ruleset 1.
  let hasRuleset1: Bool
  /// Whether one is computed under ruleset 2, or none is published yet.
  let hasRuleset2: Bool
  let hasBothRulesets: Bool
  let rulesets: [RulesetSection]
  /// The latest epoch, or nothing.
  let latest: [WorkedEpoch]

  init(_ epochs: [ReportedEpoch], in frame: PageFrame) {
    let reports = epochs.map(\.report)
    self.page = frame.page
    self.site = frame.site
    self.generator = frame.generator
    self.token = HomePage.TokenText(symbol: reports.last?.token.symbol ?? "the token")
    self.asset = HomePage.TokenText(symbol: reports.last?.main.asset.token.symbol ?? "")
    self.hasEpochs = !epochs.isEmpty
    self.hasRuleset1 = reports.contains { $0.ruleset == .v1 }
    self.hasRuleset2 = reports.isEmpty || reports.contains { $0.ruleset == .v2 }
    self.hasBothRulesets = hasRuleset1 && hasRuleset2
    self.rulesets = RulesetSection.all(of: reports)
    self.latest = epochs.suffix(1).map(WorkedEpoch.init)
  }
}
