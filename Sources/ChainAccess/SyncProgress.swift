/// How far reading the chain has come.
public struct SyncProgress: Sendable, Hashable {
  /// The first block that is read in this run.
  public let firstBlock: UInt64
  /// The block that was read last.
  public let block: UInt64
  /// The block that it is read up to.
  public let lastBlock: UInt64
  /// How many events were added.
  public let eventCount: Int
}
