import EVMTypes

/// Collects the pieces of an account's stake.
struct PieceList: StakeSink {
  private let rule: AgeRule
  private let epoch: Epoch
  private var pieces: [StakePiece] = []

  init(rule: AgeRule, epoch: Epoch) {
    self.rule = rule
    self.epoch = epoch
  }

  mutating func end(
    _ amount: UInt256,
    stakedAt start: Timestamp,
    at time: Timestamp
  ) throws(AmountOverflow) {
    var from = max(start, epoch.start)
    for border in rule.borders {
      // A border beyond the last time is beyond this piece too.
      let (seconds, isBeyond) = start.unixSeconds.addingReportingOverflow(border)
      guard !isBeyond, seconds < time.unixSeconds else { break }
      guard seconds > from.unixSeconds else { continue }
      let cut = Timestamp(known: seconds)
      try append(amount, start, from, cut)
      from = cut
    }
    if from < time { try append(amount, start, from, time) }
  }

  private mutating func append(
    _ amount: UInt256,
    _ start: Timestamp,
    _ from: Timestamp,
    _ to: Timestamp
  ) throws(AmountOverflow) {
    pieces.append(
      StakePiece(
        start: start,
        from: from,
        to: to,
        amount: amount,
        factor: rule.factor(at: from.unixSeconds - start.unixSeconds),
        weight: try rule.weight(of: amount, stakedAt: start, from: from, to: to)
      )
    )
  }

  mutating func end(balance: UInt256, at time: Timestamp) {}

  /// The pieces by start, from and to, those that agree in these as one.
  ///
  /// - Throws: ``AmountOverflow`` when a sum is 2²⁵⁶ or more, which those of stake that was weighed are not.
  func merged() throws(AmountOverflow) -> [StakePiece] {
    var merged: [StakePiece] = []
    for piece in pieces.sorted(by: Self.precedes) {
      guard let last = merged.last, !Self.precedes(last, piece) else {
        merged.append(piece)
        continue
      }
      merged[merged.count - 1] = StakePiece(
        start: piece.start,
        from: piece.from,
        to: piece.to,
        amount: try last.amount.adding(piece.amount),
        factor: piece.factor,
        weight: try last.weight.adding(piece.weight)
      )
    }
    return merged
  }

  private static func precedes(_ left: StakePiece, _ right: StakePiece) -> Bool {
    (left.start, left.from, left.to) < (right.start, right.from, right.to)
  }
}
