public import EVMTypes

/// What a contract has logged in a block, as a node tells it.
public struct ContractLog: Sendable, Hashable {
  /// The block's number.
  public let block: UInt64
  /// The block's hash.
  public let blockHash: Digest
  /// The block's time, in Unix seconds; `nil` where the node does not say it of logs.
  public let blockTime: UInt64?
  /// The transaction's hash.
  public let transaction: Digest
  /// The log's place in the block.
  public let index: UInt64
  /// The contract.
  public let contract: Address
  /// The event and its indexed parameters.
  public let topics: [Digest]
  /// The other parameters.
  public let data: [UInt8]

  /// Creates a log.
  ///
  /// - Parameters:
  ///   - block: The block's number.
  ///   - blockHash: The block's hash.
  ///   - blockTime: The block's time, in Unix seconds.
  ///   - transaction: The transaction's hash.
  ///   - index: The log's place in the block.
  ///   - contract: The contract.
  ///   - topics: The event and its indexed parameters.
  ///   - data: The other parameters.
  public init(
    block: UInt64,
    blockHash: Digest,
    blockTime: UInt64? = nil,
    transaction: Digest,
    index: UInt64,
    contract: Address,
    topics: [Digest],
    data: [UInt8]
  ) {
    self.block = block
    self.blockHash = blockHash
    self.blockTime = blockTime
    self.transaction = transaction
    self.index = index
    self.contract = contract
    self.topics = topics
    self.data = data
  }
}
