public import EVMTypes

/// How claims in one asset are paid.
public struct PayoutTerms: Sendable, Hashable {
  /// What is paid.
  public let asset: Asset
  /// The contract that pays.
  public let distributor: Address?
  /// The tree that claims are committed to.
  public let tree: TreeTerms
  /// What a claim's amount counts.
  public let scheme: ClaimScheme
  /// Less than this is not paid but accrues, in base units of the asset.
  public let minimum: UInt256
  /// What the epoch before left.
  public let carriedIn: CarriedIn

  /// Creates terms.
  ///
  /// - Parameters:
  ///   - asset: What is paid.
  ///   - distributor: The contract that pays.
  ///   - tree: The tree that claims are committed to.
  ///   - scheme: What a claim's amount counts.
  ///   - minimum: Less than this accrues.
  ///   - carriedIn: What the epoch before left.
  public init(
    asset: Asset,
    distributor: Address?,
    tree: TreeTerms,
    scheme: ClaimScheme = .perEpoch,
    minimum: UInt256 = .zero,
    carriedIn: CarriedIn
  ) {
    self.asset = asset
    self.distributor = distributor
    self.tree = tree
    self.scheme = scheme
    self.minimum = minimum
    self.carriedIn = carriedIn
  }
}
