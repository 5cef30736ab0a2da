public import Distribution
public import SiteBranding

/// Who publishes a site and what its pages say about it; part of views, not of evidence.
public struct SiteDescription: Sendable, Hashable {
  /// The heading.
  public let title: String
  /// Who publishes.
  public let publisher: String
  /// What the site shows, in a sentence or two.
  public let description: String
  /// The publisher's own site (`https`).
  public let website: String?
  /// Where this site is served; ends with `/`.
  public let baseURL: String
  /// What every page says on top.
  public let notice: String?
  /// What makes the site look like its publisher's; `nil` for the program's own looks.
  public let branding: Branding?
  /// Whom the page that checks an account may ask about the chain.
  public let node: NodeAddress?
  /// How the contracts that pay claims stood on the chain when the publisher last looked.
  public let standings: [DistributorStanding]

  /// Creates a description.
  ///
  /// - Parameters:
  ///   - title: The heading.
  ///   - publisher: Who publishes.
  ///   - description: What the site shows.
  ///   - website: The publisher's own site.
  ///   - baseURL: Where this site is served; ends with `/`.
  ///   - notice: What every page says on top.
  ///   - branding: What makes the site look like its publisher's.
  ///   - node: Whom the page that checks an account may ask about the chain.
  ///   - standings: How the contracts that pay claims stood.
  public init(
    title: String,
    publisher: String,
    description: String,
    website: String?,
    baseURL: String,
    notice: String?,
    branding: Branding? = nil,
    node: NodeAddress? = nil,
    standings: [DistributorStanding] = []
  ) {
    self.title = title
    self.publisher = publisher
    self.description = description
    self.website = website
    self.baseURL = baseURL
    self.notice = notice
    self.branding = branding
    self.node = node
    self.standings = standings
  }
}
