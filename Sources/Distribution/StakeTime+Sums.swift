public import EVMTypes

extension StakeTime {
  /// How much stake × time an account has within each step of the multiplier.
  ///
  /// - Parameter account: The account.
  /// - Returns: The sums that are not zero, by step; none where the multiplier grows, which has no steps.
  /// - Throws: ``DistributionError`` where a sum is 2²⁵⁶ or more.
  public func sums(of account: Address) throws(DistributionError) -> [StakeSum] {
    let ages: [UInt64]
    switch history.weighting.multiplier {
    case .none: ages = []
    case .steps(let steps): ages = steps.map(\.age)
    case .linear: return []
    }
    var sums = [UInt256](repeating: .zero, count: ages.count + 1)
    do throws(AmountOverflow) {
      for piece in pieces(of: account) {
        let age = piece.from.unixSeconds - piece.start.unixSeconds
        let step = ages.prefix { $0 <= age }.count
        let seconds = UInt256(piece.to.unixSeconds - piece.from.unixSeconds)
        sums[step] = try sums[step].adding(piece.amount.multiplied(by: seconds))
      }
    } catch {
      throw .overflow("stake × time")
    }
    return sums.enumerated().filter { !$0.element.isZero }
      .map { StakeSum(account: account, step: $0.offset, amountSeconds: $0.element) }
  }
}
