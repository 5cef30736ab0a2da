public import EVMTypes

/// The sums over all streams of an epoch, in base units of the payout asset.
public struct StreamTotals: Sendable, Hashable {
  /// How many entries there are.
  public let entryCount: Int
  /// The sum of all entries.
  public let entries: SignedAmount
  /// The sum of deficits carried in.
  public let deficitIn: UInt256
  /// The sum of revenue.
  public let revenue: UInt256
  /// The sum of deficits carried out.
  public let deficitOut: UInt256
  /// The sum of what goes to the pool.
  public let contributions: UInt256
  /// The sum of what stays outside the pool.
  public let retained: UInt256

  /// Takes sums that were computed before, such as those of a published report.
  ///
  /// - Parameters:
  ///   - entryCount: How many entries there are.
  ///   - entries: The sum of all entries.
  ///   - deficitIn: The sum of deficits carried in.
  ///   - revenue: The sum of revenue.
  ///   - deficitOut: The sum of deficits carried out.
  ///   - contributions: The sum of what goes to the pool.
  ///   - retained: The sum of what stays outside the pool.
  public init(
    entryCount: Int,
    entries: SignedAmount,
    deficitIn: UInt256,
    revenue: UInt256,
    deficitOut: UInt256,
    contributions: UInt256,
    retained: UInt256
  ) {
    self.entryCount = entryCount
    self.entries = entries
    self.deficitIn = deficitIn
    self.revenue = revenue
    self.deficitOut = deficitOut
    self.contributions = contributions
    self.retained = retained
  }

  /// Adds up streams.
  init(of streams: [StreamFigures]) throws(AmountOverflow) {
    self.init(
      entryCount: streams.reduce(0) { $0 + $1.entryCount },
      entries: try signedSum(of: streams.map(\.entries)),
      deficitIn: try sum(of: streams.map(\.deficitIn)),
      revenue: try sum(of: streams.map(\.revenue)),
      deficitOut: try sum(of: streams.map(\.deficitOut)),
      contributions: try sum(of: streams.map(\.contribution)),
      retained: try sum(of: streams.map(\.retained))
    )
  }
}

func sum(of amounts: some Sequence<UInt256>) throws(AmountOverflow) -> UInt256 {
  var sum = UInt256.zero
  for amount in amounts { sum = try sum.adding(amount) }
  return sum
}
