public import EVMTypes

/// What a contract has logged in a block, as a node tells it.
public struct ContractLog: Sendable, Hashable {
  /// The block's number.
  public let block: UInt64
  /// The block's hash.
  public let blockHash: Digest
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
  ///   - transaction: The transaction's hash.
  ///   - index: The log's place in the block.
  ///   - contract: The contract.
  ///   - topics: The event and its indexed parameters.
  ///   - data: The other parameters.
  public init(
    block: UInt64,
    blockHash: Digest,
    transaction: Digest,
    index: UInt64,
    contract: Address,
    topics: [Digest],
    data: [UInt8]
  ) {
    self.block = block
    self.blockHash = blockHash
    self.transaction = transaction
    self.index = index
    self.contract = contract
    self.topics = topics
    self.data = data
  }
}
