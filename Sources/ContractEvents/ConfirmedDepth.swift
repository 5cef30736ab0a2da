/// Up to where the chain is read.
public enum ConfirmedDepth: Sendable, Hashable {
  /// The block that the node calls finalized.
  case finalized
  /// So many blocks below the newest one.
  case confirmations(UInt64)
}
