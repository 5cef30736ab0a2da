public import EVMTypes
import Parallelism

/// All accounts' weights in an epoch, and the lots that are left.
///
/// Exact: what a second counts does not depend on how the time is cut into epochs. What led to one account's weight is
/// made on demand, by the same code.
///
/// - Source: docs/specification.md, section 3, "Weight".
public struct StakeTime: Sendable {
  /// The weights of the accounts that have lots or events, in account order; they may be zero.
  public let weights: [AccountWeight]
  /// The lots that stand when the epoch ends, by account, then in the order in which they were staked.
  public let closingLots: StakeLots
  /// What was staked when the epoch began, in base units of the staked token.
  public let opening: UInt256
  /// What was staked when it ended, in the same unit.
  public let closing: UInt256
  let history: StakeHistory

  /// Weighs an epoch's stake.
  ///
  /// - Parameters:
  ///   - openingLots: The lots that stood when it began, by account, then in the order in which they were staked.
  ///   - events: The events in it, in canonical order.
  ///   - epoch: The epoch.
  ///   - weighting: How stake becomes weight.
  /// - Throws: ``DistributionError``: the first unstake that takes too much, or a figure that does not fit.
  public init(
    openingLots: some Sequence<Lot>,
    events: StakeEvents,
    epoch: Epoch,
    weighting: Weighting
  ) throws(DistributionError) {
    let openingLots = StakeLots(openingLots)
    let history = StakeHistory(
      openingLots: openingLots,
      events: events,
      epoch: epoch,
      weighting: weighting
    )
    do throws(AmountOverflow) {
      self.opening = try sum(of: openingLots.lazy.map(\.amount))
    } catch {
      throw .overflow("stake × time")
    }
    var parts = ParallelRanges.map(of: history.accounts.count, minimum: 1 << 14) {
      StakeTimePart(of: history, $0)
    }
    if let failure = parts.compactMap(\.failure).min(by: { $0.row < $1.row }) {
      throw failure.error
    }
    do throws(AmountOverflow) {
      guard !parts.contains(where: \.isOver) else { throw AmountOverflow() }
      self.closing = try sum(of: parts.map(\.closing))
    } catch {
      throw .overflow("stake × time")
    }
    var (weights, lots) = ([AccountWeight](), StakeLots())
    weights.reserveCapacity(parts.reduce(0) { $0 + $1.weights.count })
    lots.reserveCapacity(parts.reduce(0) { $0 + $1.closingLots.count })
    for place in parts.indices { parts[place].move(&weights, &lots) }
    self.weights = weights
    self.closingLots = lots
    self.history = history
  }

  /// The weight of an account.
  ///
  /// - Parameter account: The account.
  /// - Returns: Its weight; zero for an account without lots and events.
  /// - Complexity: O(log *n*).
  public func weight(of account: Address) -> UInt256 {
    history.place(of: account).map { weights[$0].weight } ?? .zero
  }

  /// What an account's weight consists of.
  ///
  /// - Parameter account: The account.
  /// - Returns: The pieces of its stake by start, from and to; none for an account without stake.
  public func pieces(of account: Address) -> [StakePiece] {
    guard let place = history.place(of: account) else { return [] }
    var pieces = PieceList(rule: AgeRule(history.weighting.multiplier), epoch: history.epoch)
    do {
      try history.replay(place, to: &pieces)
      return try pieces.merged()
    } catch {
      preconditionFailure("stake that was weighed can be weighed again")
    }
  }

  /// How an account's whole stake changed.
  ///
  /// - Parameter account: The account.
  /// - Returns: The longest intervals of one stake that is not zero, in their order.
  public func intervals(of account: Address) -> [StakeInterval] {
    guard let place = history.place(of: account) else { return [] }
    var intervals = IntervalList(epoch: history.epoch)
    do {
      try history.replay(place, to: &intervals)
      return intervals.intervals
    } catch {
      preconditionFailure("events that were applied can be applied again")
    }
  }
}
