public import EVMTypes

/// An event of a source: who, and how much.
public struct ContractEvent: Sendable, Hashable {
  /// The block's number.
  public let block: UInt64
  /// The log's place in the block.
  public let index: UInt64
  /// The transaction's hash.
  public let transaction: Digest
  /// Who stakes, takes back or pays.
  public let account: Address
  /// How much, in the token's base units.
  public let amount: UInt256

  /// Creates an event.
  ///
  /// - Parameters:
  ///   - block: The block's number.
  ///   - index: The log's place in the block.
  ///   - transaction: The transaction's hash.
  ///   - account: Who stakes, takes back or pays.
  ///   - amount: How much, in the token's base units.
  public init(
    block: UInt64,
    index: UInt64,
    transaction: Digest,
    account: Address,
    amount: UInt256
  ) {
    self.block = block
    self.index = index
    self.transaction = transaction
    self.account = account
    self.amount = amount
  }
}
