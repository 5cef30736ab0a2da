import EVMTypes

extension StakePiece {
  /// Whether factor and weight are those that a multiplier gives for the piece's amount, age and seconds.
  ///
  /// - Parameter multiplier: The multiplier.
  /// - Returns: Whether they are; false for a piece that the multiplier would have cut.
  public func follows(_ multiplier: Multiplier) -> Bool {
    guard from < to, start <= from else { return false }
    let rule = AgeRule(multiplier)
    let ages = (from.unixSeconds - start.unixSeconds)..<(to.unixSeconds - start.unixSeconds)
    return !rule.borders.contains { ages.lowerBound < $0 && ages.contains($0) }
      && factor == rule.factor(at: ages.lowerBound)
      && weight == (try? rule.weight(of: amount, stakedAt: start, from: from, to: to))
  }
}
