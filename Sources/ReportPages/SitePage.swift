public import FileStore
import ReportDocuments

/// A view that ``SitePages`` makes.
public enum SitePage: Sendable, Hashable {
  /// The home page.
  case home
  /// The report of the epoch with a number.
  case epoch(Int)
  /// The page that checks an account.
  case verify
  /// The Atom feed.
  case feed
  /// The sitemap.
  case sitemap
  /// The proof file without content, to which the page that checks an account adds it.
  case proofFile
  /// A file that is published as it is.
  case asset(RelativePath)

  /// Where the view is published.
  public var path: RelativePath {
    switch self {
    case .home: SiteLayout.homePage
    case .epoch(let number): SiteLayout.epochPage(number)
    case .verify: SiteLayout.verifyPage
    case .feed: SiteLayout.feed
    case .sitemap: SiteLayout.sitemap
    case .proofFile: SiteLayout.proofFile
    case .asset(let path): path
    }
  }
}
