import EVMTypes

/// How leaves stand in a tree.
public enum LeafArrangement: Sendable, Hashable {
  /// As they are given.
  case given
  /// Ascending by hash.
  case ascending
  /// Ascending by hash, equal leaves once.
  case ascendingOnce
  /// In another order: the places of the leaves, that of the first one first, each once.
  case permuted([Int32])

  /// The places of the leaves in the tree's order; `nil` where they stand as given.
  func order(of leaves: [Digest]) -> [Int32]? {
    switch self {
    case .given: nil
    case .ascending, .ascendingOnce: DigestOrder.sorted(leaves)
    case .permuted(let order): order
    }
  }
}
