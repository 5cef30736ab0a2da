/// Which decisions set the rules that an epoch is computed under; `nil` for those that no decision set.
public struct RuleOrigins: Sendable, Hashable {
  /// A decision's name and address.
  public struct Reference: Sendable, Hashable {
    /// The decision's identifier.
    public let id: String
    /// Its title.
    public let title: String
    /// Where it can be read.
    public let link: String

    /// Creates a reference.
    ///
    /// - Parameters:
    ///   - id: The decision's identifier.
    ///   - title: Its title.
    ///   - link: Where it can be read.
    public init(id: String, title: String, link: String) {
      self.id = id
      self.title = title
      self.link = link
    }
  }

  /// Which decision set the ruleset.
  public let ruleset: Reference?
  /// Which decision set how stake becomes weight.
  public let weighting: Reference?
  /// Which decision set the minimum payout.
  public let minimum: Reference?

  /// The books' first terms: no decision set anything.
  public static let books = RuleOrigins(ruleset: nil, weighting: nil, minimum: nil)

  /// Creates origins.
  ///
  /// - Parameters:
  ///   - ruleset: Which decision set the ruleset.
  ///   - weighting: Which decision set how stake becomes weight.
  ///   - minimum: Which decision set the minimum payout.
  public init(ruleset: Reference?, weighting: Reference?, minimum: Reference?) {
    self.ruleset = ruleset
    self.weighting = weighting
    self.minimum = minimum
  }
}
