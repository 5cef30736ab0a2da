import EVMTypes

/// Adds up the weight of an account's stake.
struct WeightSum: StakeSink {
  let rule: AgeRule
  let epoch: Epoch
  var weight = UInt256.zero

  mutating func end(
    _ amount: UInt256,
    stakedAt start: Timestamp,
    at time: Timestamp
  ) throws(AmountOverflow) {
    let from = max(start, epoch.start)
    guard from < time else { return }
    weight = try weight.adding(
      rule.weight(of: amount, stakedAt: start, from: from, to: time)
    )
  }

  mutating func end(balance: UInt256, at time: Timestamp) {}
}

extension AgeRule {
  /// The weight of an amount over a time that begins when it was staked or later.
  ///
  /// - Throws: ``AmountOverflow`` when it is 2²⁵⁶ or more.
  func weight(
    of amount: UInt256,
    stakedAt start: Timestamp,
    from: Timestamp,
    to: Timestamp
  ) throws(AmountOverflow) -> UInt256 {
    let first = total(before: from.unixSeconds - start.unixSeconds)
    return try amount.multiplied(by: total(before: to.unixSeconds - start.unixSeconds) - first)
  }
}
