import Distribution
import ReportDocuments

/// What the page that checks an account is rendered from.
struct VerifyPage: Sendable {
  let page: PageFrame.Head
  let site: PageFrame.Site
  let generator: PageFrame.Generator
  let token: HomePage.TokenText
  let asset: HomePage.TokenText
  let epochs: [EpochSummary]
  /// The node that may be asked for a root; empty where there is none.
  let node: String

  init(_ reports: [EpochReport], node: NodeAddress?, in frame: PageFrame) {
    self.page = frame.page
    self.site = frame.site
    self.generator = frame.generator
    self.token = HomePage.TokenText(symbol: reports.last?.token.symbol ?? "the token")
    self.asset = HomePage.TokenText(symbol: reports.last?.main.asset.token.symbol ?? "")
    self.node = node?.description ?? ""
    self.epochs = reports.reversed().map(EpochSummary.init)
  }
}
