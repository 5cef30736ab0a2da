/// What makes a site look like its publisher's; part of views, not of evidence.
public struct Branding: Sendable, Hashable {
  /// How many links there may be.
  public static let linkLimit = 6

  /// The colour of links, buttons and charts; `nil` for the program's own.
  public let colour: AccentColours?
  /// What stands beside the site's name; `nil` for nothing.
  public let logo: Logo?
  /// The links at the foot of every page, in their order.
  public let links: [SiteLink]

  /// Creates a branding.
  ///
  /// - Parameters:
  ///   - colour: The colour of links, buttons and charts.
  ///   - logo: What stands beside the site's name.
  ///   - links: The links at the foot of every page.
  public init(colour: AccentColours?, logo: Logo?, links: [SiteLink]) {
    self.colour = colour
    self.logo = logo
    self.links = links
  }
}
