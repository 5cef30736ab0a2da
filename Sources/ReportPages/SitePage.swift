public import FileStore
public import ReportDocuments

/// A view that ``SitePages`` makes.
public enum SitePage: Sendable, Hashable {
  /// The home page.
  case home
  /// The report of the epoch with a number.
  case epoch(Int)
  /// What a correction changes, and why.
  case correction(PublicationName)
  /// The page that checks an account.
  case verify
  /// The page that explains how an amount comes about.
  case methodology
  /// The auditor's guide.
  case audit
  /// The page that describes every document to developers.
  case data
  /// The page that a host shows where there is no other.
  case notFound
  /// The Atom feed.
  case feed
  /// The sitemap.
  case sitemap
  /// The schema of a document.
  case schema(RelativePath)
  /// The proof file without content, to which the page that checks an account adds it.
  case proofFile
  /// The style sheet of the publisher's colours and logo; only where the books name any.
  case brandStyle
  /// The publisher's logo.
  case logo(RelativePath)
  /// A file that is published as it is.
  case asset(RelativePath)

  /// Where the view is published.
  public var path: RelativePath {
    switch self {
    case .home: SiteLayout.homePage
    case .epoch(let number): SiteLayout.epochPage(number)
    case .correction(let name): SiteLayout.page(of: name)
    case .verify: SiteLayout.verifyPage
    case .methodology: SiteLayout.methodologyPage
    case .audit: SiteLayout.auditPage
    case .data: SiteLayout.dataPage
    case .notFound: SiteLayout.notFoundPage
    case .feed: SiteLayout.feed
    case .sitemap: SiteLayout.sitemap
    case .schema(let path), .logo(let path), .asset(let path): path
    case .proofFile: SiteLayout.proofFile
    case .brandStyle: SiteLayout.brandStyle
    }
  }
}
