public import EVMTypes

/// A row of the revenue ledger.
public struct RevenueEntry: Sendable, Hashable {
  /// When it was booked.
  public let time: Timestamp
  /// The stream's identifier.
  public let stream: String
  /// The amount in base units of the payout asset; negative for a refund.
  public let amount: SignedAmount
  /// What names it, such as an invoice or a transaction; unique over all entries.
  public let reference: String
  /// A published remark; may be empty.
  public let note: String

  /// Creates an entry.
  ///
  /// - Parameters:
  ///   - time: When it was booked.
  ///   - stream: The stream's identifier.
  ///   - amount: The amount in base units of the payout asset.
  ///   - reference: What names it.
  ///   - note: A published remark.
  public init(
    time: Timestamp,
    stream: String,
    amount: SignedAmount,
    reference: String,
    note: String
  ) {
    self.time = time
    self.stream = stream
    self.amount = amount
    self.reference = reference
    self.note = note
  }
}

extension RevenueEntry: Comparable {
  /// The canonical order: by time, then by the bytes of the reference.
  ///
  /// - Parameters:
  ///   - left: An entry.
  ///   - right: Another entry.
  /// - Returns: Whether `left` comes first.
  public static func < (left: RevenueEntry, right: RevenueEntry) -> Bool {
    if left.time != right.time { return left.time < right.time }
    return left.reference.precedesBytewise(right.reference)
  }
}

extension String {
  /// Whether the text's UTF-8 bytes come before those of another; Swift's own order is that of Unicode
  /// normal forms, which a second implementation would not share.
  func precedesBytewise(_ other: String) -> Bool {
    utf8.lexicographicallyPrecedes(other.utf8)
  }
}
