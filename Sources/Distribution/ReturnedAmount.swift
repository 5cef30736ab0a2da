public import EVMTypes

/// What the claims of an expired epoch gave back to the pool.
public struct ReturnedAmount: Sendable, Hashable {
  /// When it came back.
  public let time: Timestamp
  /// The payout asset's identifier.
  public let asset: String
  /// How much, in base units of the asset; never zero.
  public let amount: UInt256
  /// The epoch whose claims expired.
  public let epoch: Int
  /// What names it, such as a transaction; unique over all returned amounts.
  public let reference: String
  /// A published remark; may be empty.
  public let note: String

  /// Creates a row.
  ///
  /// - Parameters:
  ///   - time: When it came back.
  ///   - asset: The payout asset's identifier.
  ///   - amount: How much, in base units of the asset.
  ///   - epoch: The epoch whose claims expired.
  ///   - reference: What names it.
  ///   - note: A published remark.
  public init(
    time: Timestamp,
    asset: String,
    amount: UInt256,
    epoch: Int,
    reference: String,
    note: String
  ) {
    self.time = time
    self.asset = asset
    self.amount = amount
    self.epoch = epoch
    self.reference = reference
    self.note = note
  }
}

extension ReturnedAmount: DatedRow {}

extension ReturnedAmount {
  /// The same row under another name, as it is published where it is private.
  ///
  /// - Parameters:
  ///   - reference: What names it.
  ///   - note: The remark.
  /// - Returns: The row.
  public func named(_ reference: String, note: String) -> ReturnedAmount {
    ReturnedAmount(
      time: time,
      asset: asset,
      amount: amount,
      epoch: epoch,
      reference: reference,
      note: note
    )
  }
}
