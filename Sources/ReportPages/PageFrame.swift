import FileStore
import ReportDocuments
import SiteBranding

/// What the head, header and footer of every page say.
struct PageFrame: Sendable {
  let page: Head
  let site: Site
  let generator: Generator

  /// The page itself.
  struct Head: Sendable {
    let title: String
    let description: String
    /// The way from the page to the site's root: empty, or `../` as often as needed; a path of the host in the page for
    /// what is not there.
    let root: String
    /// Where the page is served.
    let canonical: String
    /// Whether it is served there alone, and may be found there by search engines.
    let hasAddress: Bool
    /// The document that the page is made from, relative to the page.
    let data: String
    let dataTitle: String
    let isReport: Bool
    let isHome: Bool
    let isVerify: Bool
    /// Whom the page may ask beside its own site: scheme, host and port.
    let nodeOrigin: String
    let hasNode: Bool
    let isMethodology: Bool
    let isAudit: Bool
    let isData: Bool
  }

  /// Who publishes.
  struct Site: Sendable {
    let title: String
    let publisher: String
    let description: String
    let hasWebsite: Bool
    let website: String
    let hasNotice: Bool
    let notice: String
    let hasBrandStyle: Bool
    let hasLogo: Bool
    /// The logo's path from the site's root.
    let logo: String
    let logoType: String
    let hasLinks: Bool
    let links: [Link]

    /// A link at the foot of the page.
    struct Link: Sendable {
      let title: String
      let url: String
    }

    init(_ site: SiteDescription) {
      self.title = site.title
      self.publisher = site.publisher
      self.description = site.description
      self.website = site.website.flatMap(safeLink) ?? ""
      self.hasWebsite = !website.isEmpty
      self.notice = site.notice ?? ""
      self.hasNotice = !notice.isEmpty
      let mark = site.branding?.logo
      self.hasBrandStyle = site.branding?.colour != nil || mark != nil
      self.hasLogo = mark != nil
      self.logo = mark.map { SiteLayout.logo($0.format).description } ?? ""
      self.logoType = mark?.format.mediaType ?? ""
      self.links = (site.branding?.links ?? []).compactMap { link in
        safeLink(link.url).map { Link(title: link.title, url: $0) }
      }
      self.hasLinks = !links.isEmpty
    }
  }

  /// What made the page.
  struct Generator: Sendable {
    let name = "revshare"
    let version: String
  }
}

/// A link that a page may carry; `nil` for any other, such as `javascript:`.
func safeLink(_ link: String) -> String? {
  ["https://", "ipfs://"].contains { link.utf8.starts(with: $0.utf8) } ? link : nil
}

/// Where a page is served: folders are named without their `index.html`.
func address(of path: RelativePath, on site: SiteDescription) -> String {
  let isPage = path.components.last == "index.html"
  let names = path.components.dropLast(isPage ? 1 : 0)
  let isFolder = isPage && !names.isEmpty
  return site.baseURL + names.joined(separator: "/") + (isFolder ? "/" : "")
}
