/// What reading the chain has brought.
public struct SyncOutcome: Sendable, Hashable {
  /// The block that everything was read up to.
  public internal(set) var block: StoredBlock
  /// How many events were added.
  public internal(set) var eventCount = 0
  /// Blocks that the node's history has no more, and how many events were in them.
  public internal(set) var replaced: [Replaced] = []

  /// A piece of history that another one has replaced.
  public struct Replaced: Sendable, Hashable {
    /// The last block that stayed.
    public let block: UInt64
    /// The last block that was stored.
    public let lastBlock: UInt64
    /// How many events were taken back.
    public let eventCount: Int
  }
}
