public import EVMTypes

/// A transfer of a token to a pool, as the chain knows it.
public struct Receipt: Sendable, Hashable {
  /// The time of its block.
  public let time: Timestamp
  /// The asset's identifier.
  public let asset: String
  /// How much, in base units of the asset.
  public let amount: UInt256
  /// Who paid.
  public let sender: Address
  /// The transaction's hash, a colon, and the log's place in its block; unique over all receipts.
  public let reference: String

  /// Creates a receipt.
  ///
  /// - Parameters:
  ///   - time: The time of its block.
  ///   - asset: The asset's identifier.
  ///   - amount: How much, in base units of the asset.
  ///   - sender: Who paid.
  ///   - reference: The transaction's hash, a colon, and the log's place in its block.
  public init(time: Timestamp, asset: String, amount: UInt256, sender: Address, reference: String) {
    self.time = time
    self.asset = asset
    self.amount = amount
    self.sender = sender
    self.reference = reference
  }
}

extension Receipt: DatedRow {}
