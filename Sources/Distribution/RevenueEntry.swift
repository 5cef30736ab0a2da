public import EVMTypes

/// A row of the revenue ledger.
public struct RevenueEntry: Sendable, Hashable {
  /// When it was booked.
  public let time: Timestamp
  /// The stream's identifier.
  public let stream: String
  /// The identifier of the asset that it was booked in.
  public let asset: String
  /// The amount in base units of this asset; negative for a refund.
  public let amount: SignedAmount
  /// The time of the rate that it was converted at; `nil` for an entry in a payout asset.
  public let rateTime: Timestamp?
  /// The amount in base units of the payout asset.
  public let converted: SignedAmount
  /// The earlier epoch that it belongs to, for an adjustment of a published epoch.
  public let adjusts: Int?
  /// The reference of the entry that it takes back.
  public let refunds: String?
  /// What names it, such as an invoice or a transaction; unique over all entries.
  public let reference: String
  /// A published remark; may be empty.
  public let note: String

  /// Creates an entry.
  ///
  /// - Parameters:
  ///   - time: When it was booked.
  ///   - stream: The stream's identifier.
  ///   - asset: The identifier of the asset that it was booked in.
  ///   - amount: The amount in base units of this asset.
  ///   - rateTime: The time of the rate that it was converted at; `nil` for an entry in a payout asset.
  ///   - converted: The amount in base units of the payout asset; left out, the amount.
  ///   - adjusts: The earlier epoch that it belongs to.
  ///   - refunds: The reference of the entry that it takes back.
  ///   - reference: What names it.
  ///   - note: A published remark.
  public init(
    time: Timestamp,
    stream: String,
    asset: String,
    amount: SignedAmount,
    rateTime: Timestamp? = nil,
    converted: SignedAmount? = nil,
    adjusts: Int? = nil,
    refunds: String? = nil,
    reference: String,
    note: String
  ) {
    self.time = time
    self.stream = stream
    self.asset = asset
    self.amount = amount
    self.rateTime = rateTime
    self.converted = converted ?? amount
    self.adjusts = adjusts
    self.refunds = refunds
    self.reference = reference
    self.note = note
  }
}

extension RevenueEntry {
  /// The same entry, converted.
  ///
  /// - Parameters:
  ///   - amount: The amount in base units of the payout asset.
  ///   - rateTime: The time of the rate.
  /// - Returns: The entry.
  public func converted(to amount: SignedAmount, at rateTime: Timestamp) -> RevenueEntry {
    RevenueEntry(
      time: time,
      stream: stream,
      asset: asset,
      amount: self.amount,
      rateTime: rateTime,
      converted: amount,
      adjusts: adjusts,
      refunds: refunds,
      reference: reference,
      note: note
    )
  }

  /// The same entry under other names, as it is published where they are private.
  ///
  /// - Parameters:
  ///   - reference: What names it.
  ///   - refunds: What names the entry that it takes back.
  ///   - note: The remark.
  /// - Returns: The entry.
  public func named(_ reference: String, refunds: String?, note: String) -> RevenueEntry {
    RevenueEntry(
      time: time,
      stream: stream,
      asset: asset,
      amount: amount,
      rateTime: rateTime,
      converted: converted,
      adjusts: adjusts,
      refunds: refunds,
      reference: reference,
      note: note
    )
  }

  /// The same entry without the names of what it takes back and adjusts, which ruleset 1 does not publish.
  public var plain: RevenueEntry {
    RevenueEntry(
      time: time,
      stream: stream,
      asset: asset,
      amount: amount,
      rateTime: rateTime,
      converted: converted,
      reference: reference,
      note: note
    )
  }
}

extension RevenueEntry: DatedRow {}
