public import EVMTypes

/// What a correction of a published epoch owes a holder.
///
/// - Source: docs/specification.md, section 8.11.
public struct ShareDifference: Sendable, Hashable {
  /// The holder.
  public let account: Address
  /// The published share, in base units of the payout asset.
  public let before: UInt256
  /// The corrected share, in the same unit; another than the published one.
  public let after: UInt256
  /// The corrected share less the published one, in the same unit; never zero.
  public let amount: SignedAmount

  /// Sets one holder's corrected share against the published one.
  ///
  /// - Parameters:
  ///   - account: The holder.
  ///   - before: The published share.
  ///   - after: The corrected share.
  /// - Throws: `AmountOverflow` when the difference does not fit.
  public init(account: Address, before: UInt256, after: UInt256) throws(AmountOverflow) {
    self.account = account
    self.before = before
    self.after = after
    self.amount = try SignedAmount(after).subtracting(SignedAmount(before))
  }

  /// Sets corrected shares against published ones.
  ///
  /// - Parameters:
  ///   - corrected: The holders as they should have been, in account order.
  ///   - published: The holders as they were published, in account order.
  /// - Returns: The differences that are not zero, in account order; a holder who is missing on one side has
  ///   a share of nothing there.
  /// - Throws: `AmountOverflow` when a difference does not fit.
  public static func all(
    between corrected: HolderShares,
    and published: HolderShares
  ) throws(AmountOverflow) -> [ShareDifference] {
    var differences: [ShareDifference] = []
    var (left, right) = (0, 0)
    while let account = Address.first(
      left < corrected.count ? corrected.account(left) : nil,
      right < published.count ? published.account(right) : nil
    ) {
      var (before, after) = (UInt256.zero, UInt256.zero)
      if left < corrected.count, corrected.account(left) == account {
        after = corrected[left].share
        left += 1
      }
      if right < published.count, published.account(right) == account {
        before = published[right].share
        right += 1
      }
      guard before != after else { continue }
      differences.append(
        try ShareDifference(account: account, before: before, after: after)
      )
    }
    return differences
  }
}
