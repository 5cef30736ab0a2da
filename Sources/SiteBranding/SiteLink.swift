/// A link at the foot of every page.
public struct SiteLink: Sendable, Hashable {
  /// What it says.
  public let title: String
  /// Where it leads.
  public let url: String

  /// Creates a link.
  ///
  /// - Parameters:
  ///   - title: What it says.
  ///   - url: Where it leads.
  public init(title: String, url: String) {
    self.title = title
    self.url = url
  }
}
