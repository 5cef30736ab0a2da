public import ClaimVerifier

/// The tree that an epoch's claims are committed to.
public struct TreeTerms: Sendable, Hashable {
  /// How claims become leaves.
  public let leaf: ClaimLeaf
  /// The order of leaves.
  public let order: ClaimOrder

  /// OpenZeppelin's tree with leaves in account order: what documents mean that name no tree.
  public static let standard = TreeTerms(leaf: .standard, order: .account)

  private init(leaf: ClaimLeaf, order: ClaimOrder) {
    self.leaf = leaf
    self.order = order
  }

  /// Chooses a tree.
  ///
  /// Gives `nil` where leaves hold the token, but the asset has no contract.
  ///
  /// - Parameters:
  ///   - preset: The preset.
  ///   - order: The order of leaves.
  ///   - asset: What claims are paid in.
  public init?(_ preset: TreePreset, _ order: ClaimOrder, of asset: Asset) {
    guard let leaf = ClaimLeaf(preset, token: asset.token.contract) else { return nil }
    self.init(leaf: leaf, order: order)
  }

  /// The preset.
  public var preset: TreePreset { leaf.preset }
}
