public import EVMTypes

/// What is known of a block.
public struct BlockHeader: Sendable, Hashable {
  /// The block's number.
  public let number: UInt64
  /// The block's hash.
  public let hash: Digest
  /// The hash of the block before.
  public let parentHash: Digest
  /// The block's time, in Unix seconds.
  public let time: UInt64
}
