public import EVMTypes

/// What a correction of a published epoch owes a holder.
///
/// - Source: docs/specification.md, section 8.11.
public struct ShareDifference: Sendable, Hashable {
  /// The holder.
  public let account: Address
  /// The corrected share less the published one, in base units of the payout asset; never zero.
  public let amount: SignedAmount

  /// Sets corrected shares against published ones.
  ///
  /// - Parameters:
  ///   - corrected: The holders as they should have been, in account order.
  ///   - published: The holders as they were published, in account order.
  /// - Returns: The differences that are not zero, in account order; a holder who is missing on one side has
  ///   a share of nothing there.
  /// - Throws: `AmountOverflow` when a difference does not fit.
  public static func all(
    between corrected: [HolderShare],
    and published: [HolderShare]
  ) throws(AmountOverflow) -> [ShareDifference] {
    var differences: [ShareDifference] = []
    var (left, right) = (corrected[...], published[...])
    while let account = [left.first?.account, right.first?.account].compactMap(\.self).min() {
      var amount = SignedAmount.zero
      if let holder = left.first, holder.account == account {
        amount = SignedAmount(holder.share)
        left = left.dropFirst()
      }
      if let holder = right.first, holder.account == account {
        amount = try amount.subtracting(SignedAmount(holder.share))
        right = right.dropFirst()
      }
      guard amount != .zero else { continue }
      differences.append(ShareDifference(account: account, amount: amount))
    }
    return differences
  }
}
