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

  init(
    _ reports: [EpochReport],
    page: PageFrame.Head,
    site: PageFrame.Site,
    generator: PageFrame.Generator
  ) {
    self.page = page
    self.site = site
    self.generator = generator
    self.token = HomePage.TokenText(symbol: reports.last?.token.symbol ?? "the token")
    self.asset = HomePage.TokenText(symbol: reports.last?.main.asset.token.symbol ?? "")
    self.epochs = reports.reversed().map(EpochSummary.init)
  }
}
