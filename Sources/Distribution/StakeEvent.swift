public import EVMTypes

/// A row of the staking history.
public struct StakeEvent: Sendable, Hashable {
  /// What an event does; stakes come before unstakes of the same second.
  public enum Action: String, Sendable, Hashable, CaseIterable {
    /// Adds a lot.
    case stake
    /// Takes from the newest lots.
    case unstake
  }

  /// When it happened; it counts from that second on.
  public let time: Timestamp
  /// Its place among the events of one second, such as a log index.
  public let sequence: UInt64?
  /// What it does.
  public let action: Action
  /// Whose stake it changes.
  public let account: Address
  /// How much, in base units of the staked token.
  public let amount: UInt256
  /// What names it; unique over all events.
  public let reference: String

  /// Creates an event.
  ///
  /// - Parameters:
  ///   - time: When it happened.
  ///   - sequence: Its place among the events of one second.
  ///   - action: What it does.
  ///   - account: Whose stake it changes.
  ///   - amount: How much, in base units of the staked token.
  ///   - reference: What names it.
  public init(
    time: Timestamp,
    sequence: UInt64?,
    action: Action,
    account: Address,
    amount: UInt256,
    reference: String
  ) {
    self.time = time
    self.sequence = sequence
    self.action = action
    self.account = account
    self.amount = amount
    self.reference = reference
  }
}

extension StakeEvent: Comparable {
  /// The canonical order: by time, sequence, stakes first, amount, and the bytes of the reference.
  ///
  /// - Parameters:
  ///   - left: An event.
  ///   - right: Another event.
  /// - Returns: Whether `left` comes first.
  public static func < (left: StakeEvent, right: StakeEvent) -> Bool {
    if left.time != right.time { return left.time < right.time }
    let (leftSequence, rightSequence) = (left.sequence ?? 0, right.sequence ?? 0)
    if leftSequence != rightSequence { return leftSequence < rightSequence }
    if left.action != right.action { return left.action == .stake }
    if left.amount != right.amount { return left.amount < right.amount }
    return left.reference.precedesBytewise(right.reference)
  }
}
