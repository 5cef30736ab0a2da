public import EVMTypes

/// How much stake × time an account has in an epoch within one step of the multiplier.
///
/// - Source: docs/specification.md, section 8.4, "Given weights".
public struct StakeSum: Sendable, Hashable {
  /// The account.
  public let account: Address
  /// The step that its stake was in, from 1 in the order of ages; 0 below the first.
  public let step: Int
  /// The sum of amounts, in base units of the staked token × seconds.
  public let amountSeconds: UInt256

  /// Creates a sum.
  ///
  /// - Parameters:
  ///   - account: The account.
  ///   - step: The step, from 1 in the order of ages; 0 below the first.
  ///   - amountSeconds: The sum of amounts, in base units of the staked token × seconds.
  public init(account: Address, step: Int, amountSeconds: UInt256) {
    self.account = account
    self.step = step
    self.amountSeconds = amountSeconds
  }
}

extension StakeSum: Comparable {
  /// The order of the table: by account, then by step.
  public static func < (left: StakeSum, right: StakeSum) -> Bool {
    (left.account, left.step) < (right.account, right.step)
  }
}
