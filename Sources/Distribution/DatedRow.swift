/// A row of a ledger that stands by time, then by the bytes of its reference.
public protocol DatedRow: Comparable {
  /// When it happened.
  var time: Timestamp { get }
  /// What names it; unique over all rows of its kind.
  var reference: String { get }
}

extension DatedRow {
  /// The canonical order: by time, then by the bytes of the reference.
  ///
  /// - Parameters:
  ///   - left: A row.
  ///   - right: Another row.
  /// - Returns: Whether `left` comes first.
  public static func < (left: Self, right: Self) -> Bool {
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
