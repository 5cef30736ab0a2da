public import EVMTypes

/// How claims in one asset are paid.
public struct PayoutTerms: Sendable, Hashable {
  /// Up to how many accounts the files of claims hold proofs and pieces, where nothing else is said.
  public static let explicitProofs = 4096

  /// What is paid.
  public let asset: Asset
  /// The contract that pays.
  public let distributor: Address?
  /// The tree that claims are committed to.
  public let tree: TreeTerms
  /// What a claim's amount counts.
  public let scheme: ClaimScheme
  /// Up to how many accounts the files of claims hold proofs and pieces.
  public let explicitProofs: Int
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
  ///   - explicitProofs: Up to how many accounts the files of claims hold proofs and pieces.
  ///   - carriedIn: What the epoch before left.
  public init(
    asset: Asset,
    distributor: Address?,
    tree: TreeTerms,
    scheme: ClaimScheme = .perEpoch,
    minimum: UInt256 = .zero,
    explicitProofs: Int = PayoutTerms.explicitProofs,
    carriedIn: CarriedIn
  ) {
    self.asset = asset
    self.distributor = distributor
    self.tree = tree
    self.scheme = scheme
    self.minimum = minimum
    self.explicitProofs = explicitProofs
    self.carriedIn = carriedIn
  }

  /// Whether so many accounts are too many for files with proofs and pieces: then files hold a range of accounts.
  ///
  /// A range needs leaves in account order.
  ///
  /// - Parameter accountCount: How many accounts are a holder, or have a claim, or both.
  /// - Returns: Whether the distribution is large.
  /// - Source: docs/specification.md, section 9.1.
  public func isLarge(_ accountCount: Int) -> Bool {
    accountCount > explicitProofs && tree.order == .account
  }
}
