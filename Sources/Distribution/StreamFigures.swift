public import EVMTypes

/// What one stream earned in an epoch and gave to the pool, in base units of the payout asset.
public struct StreamFigures: Sendable, Hashable {
  /// The stream.
  public let stream: Stream
  /// How many entries it has.
  public let entryCount: Int
  /// Its entries by the asset that they were booked in, in the order of assets.
  public let booked: [BookedAmount]
  /// The sum of its entries, converted.
  public let entries: SignedAmount
  /// How far it was below zero after the epoch before.
  public let deficitIn: UInt256
  /// What it earned: max(entries - deficit in, 0).
  public let revenue: UInt256
  /// How far it is below zero now: max(deficit in - entries, 0).
  public let deficitOut: UInt256
  /// The part of its revenue that goes to the pool.
  public let poolShare: Percentage
  /// What goes to the pool: ⌊revenue × pool share⌋.
  public let contribution: UInt256
  /// What stays outside the pool.
  public let retained: UInt256

  /// Takes figures that were computed before, such as those of a published report.
  ///
  /// - Parameters:
  ///   - stream: The stream.
  ///   - entryCount: How many entries it has.
  ///   - booked: Its entries by the asset that they were booked in.
  ///   - entries: The sum of its entries, converted.
  ///   - deficitIn: How far it was below zero before.
  ///   - revenue: What it earned.
  ///   - deficitOut: How far it is below zero now.
  ///   - poolShare: The part of its revenue that goes to the pool.
  ///   - contribution: What goes to the pool.
  ///   - retained: What stays outside the pool.
  public init(
    stream: Stream,
    entryCount: Int,
    booked: [BookedAmount] = [],
    entries: SignedAmount,
    deficitIn: UInt256,
    revenue: UInt256,
    deficitOut: UInt256,
    poolShare: Percentage,
    contribution: UInt256,
    retained: UInt256
  ) {
    self.stream = stream
    self.entryCount = entryCount
    self.booked = booked
    self.entries = entries
    self.deficitIn = deficitIn
    self.revenue = revenue
    self.deficitOut = deficitOut
    self.poolShare = poolShare
    self.contribution = contribution
    self.retained = retained
  }

  /// Computes the figures.
  ///
  /// - Source: docs/specification.md, section 3, "Streams", and section 8.2.
  init(
    stream: Stream,
    entries: [RevenueEntry],
    assets: [BookedAsset],
    deficitIn: UInt256,
    poolShare: Percentage
  ) throws(AmountOverflow) {
    var booked: [BookedAmount] = []
    for asset in assets {
      let own = entries.filter { $0.asset == asset.asset.id }
      guard !own.isEmpty else { continue }
      booked.append(
        BookedAmount(
          asset: asset.asset.id,
          symbol: asset.asset.token.symbol,
          decimals: asset.asset.token.decimals,
          entryCount: own.count,
          amount: try signedSum(of: own.map(\.amount)),
          converted: try signedSum(of: own.map(\.converted))
        )
      )
    }
    let sum = try signedSum(of: entries.map(\.converted))
    let net = try sum.subtracting(SignedAmount(deficitIn))
    let contribution = poolShare.floor(of: net.positivePart)
    self.init(
      stream: stream,
      entryCount: entries.count,
      booked: booked,
      entries: sum,
      deficitIn: deficitIn,
      revenue: net.positivePart,
      deficitOut: net.negativePart,
      poolShare: poolShare,
      contribution: contribution,
      retained: try net.positivePart.subtracting(contribution)
    )
  }
}
