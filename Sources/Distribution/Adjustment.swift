public import EVMTypes

/// What a correction of an earlier epoch owes a holder, or takes back.
public struct Adjustment: Sendable, Hashable {
  /// When it was booked.
  public let time: Timestamp
  /// The payout asset's identifier.
  public let asset: String
  /// The holder.
  public let account: Address
  /// How much, in base units of the asset; negative for what is taken back, never zero.
  public let amount: SignedAmount
  /// The epoch that was corrected.
  public let epoch: Int
  /// What names it; unique over all adjustments.
  public let reference: String
  /// A published remark; may be empty.
  public let note: String

  /// Creates a row.
  ///
  /// - Parameters:
  ///   - time: When it was booked.
  ///   - asset: The payout asset's identifier.
  ///   - account: The holder.
  ///   - amount: How much, in base units of the asset.
  ///   - epoch: The epoch that was corrected.
  ///   - reference: What names it.
  ///   - note: A published remark.
  public init(
    time: Timestamp,
    asset: String,
    account: Address,
    amount: SignedAmount,
    epoch: Int,
    reference: String,
    note: String
  ) {
    self.time = time
    self.asset = asset
    self.account = account
    self.amount = amount
    self.epoch = epoch
    self.reference = reference
    self.note = note
  }
}

extension Adjustment: DatedRow {}

extension Adjustment {
  /// The same row under another name, as it is published where it is private.
  ///
  /// - Parameters:
  ///   - reference: What names it.
  ///   - note: The remark.
  /// - Returns: The row.
  public func named(_ reference: String, note: String) -> Adjustment {
    Adjustment(
      time: time,
      asset: asset,
      account: account,
      amount: amount,
      epoch: epoch,
      reference: reference,
      note: note
    )
  }
}
