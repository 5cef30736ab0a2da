/// The order in which leaves stand in a tree.
public enum LeafOrder: String, Sendable, CaseIterable {
  /// Ascending by account.
  case account
  /// Ascending by the leaves' hashes.
  case hash
  /// As the claims are given.
  case given
}
