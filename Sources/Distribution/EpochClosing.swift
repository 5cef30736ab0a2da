public import EVMTypes

/// What an epoch leaves to the next one.
///
/// After a correction that later epochs settle, stake and deficits are those of the correction, while money
/// that was allocated and paid stays what it was.
///
/// - Source: docs/specification.md, sections 2, 7 and 8.11.
public struct EpochClosing: Sendable {
  /// What is left in one payout asset.
  public struct Rest: Sendable {
    /// The payout asset's identifier.
    public let asset: String
    /// What floor division left, in base units of the asset.
    public let remainder: UInt256
    /// The streams of which the deficit out is not zero, in their order.
    public let streamsInDeficit: [StreamFigures]
    /// Whether a remainder or a balance is left.
    public let leavesMoney: Bool

    /// Creates what is left.
    ///
    /// - Parameters:
    ///   - asset: The payout asset's identifier.
    ///   - remainder: What floor division left.
    ///   - streams: The figures of all streams, in their order.
    ///   - hasBalances: Whether accounts take something along.
    public init(asset: String, remainder: UInt256, streams: [StreamFigures], hasBalances: Bool) {
      self.asset = asset
      self.remainder = remainder
      self.streamsInDeficit = streams.filter { !$0.deficitOut.isZero }
      self.leavesMoney = !remainder.isZero || hasBalances
    }
  }

  /// The lots that stand, by account, then in the order in which they were staked; `nil` where weights were given, which
  /// do not tell.
  public let lots: StakeLots?
  /// What accounts take along; none after ruleset 1, which has none.
  private let balances: [AccountBalance]
  /// What the figures that hold now leave: deficits are theirs.
  private let current: [Rest]
  /// What the figures that were paid by leave: remainders and balances are theirs.
  private let settled: [Rest]

  /// Creates what an epoch leaves.
  ///
  /// - Parameters:
  ///   - rests: What is left in each payout asset, in their order.
  ///   - lots: The lots that stand, by account, then in the order in which they were staked; `nil` where they are not
  ///     known.
  ///   - balances: What accounts take along.
  public init(_ rests: [Rest], lots: StakeLots?, balances: [AccountBalance]) {
    self.lots = lots
    self.balances = balances
    self.current = rests
    self.settled = rests
  }

  /// What a computed epoch leaves.
  ///
  /// - Parameter distribution: The epoch.
  public init(of distribution: EpochDistribution) {
    let balances: [AccountBalance]
    switch distribution.terms.ruleset {
    case .v1: balances = []
    case .v2: balances = distribution.closingBalances
    }
    self.init(
      distribution.payouts.map { payout in
        Rest(
          asset: payout.terms.asset.id,
          remainder: payout.allocation.remainderOut,
          streams: payout.streams,
          hasBalances: !payout.closingBalances.isEmpty
        )
      },
      lots: distribution.closingLots,
      balances: balances
    )
  }

  /// What an epoch leaves that was corrected after it had been paid.
  ///
  /// - Parameters:
  ///   - correction: What it should have left.
  ///   - settled: What the figures leave that were paid by.
  public init(of correction: EpochClosing, settled: EpochClosing) {
    self.lots = correction.lots
    self.balances = settled.balances
    self.current = correction.current
    self.settled = settled.settled
  }

  /// What accounts take along; none after ruleset 1, which has none.
  ///
  /// - Parameter payouts: The identifiers of the next epoch's payout assets, in its order.
  /// - Returns: The balances in this order, then by account.
  public func balances(of payouts: [String]) -> [AccountBalance] {
    // As a rule all of them in their order: nothing is copied then.
    if payouts == settled.map(\.asset) { return balances }
    return payouts.flatMap { asset in balances.filter { $0.asset == asset } }
  }

  /// What floor division left.
  ///
  /// - Parameter asset: The payout asset's identifier.
  /// - Returns: The remainder in base units of the asset.
  public func remainder(of asset: String) -> UInt256 {
    settled.first { $0.asset == asset }?.remainder ?? .zero
  }

  /// How far streams are below zero.
  ///
  /// - Parameter asset: The payout asset's identifier.
  /// - Returns: The streams whose deficit out is not zero, in their order.
  public func streamsInDeficit(of asset: String) -> [StreamFigures] {
    current.first { $0.asset == asset }?.streamsInDeficit ?? []
  }

  /// How far a stream is below zero.
  ///
  /// - Parameters:
  ///   - stream: The stream's identifier.
  ///   - asset: The payout asset's identifier.
  /// - Returns: The deficit in base units of the asset.
  public func deficit(of stream: String, in asset: String) -> UInt256 {
    streamsInDeficit(of: asset).first { $0.stream.id == stream }?.deficitOut ?? .zero
  }

  /// The payout assets that the next epoch has to take something over in, in their order.
  public var assetsWithRest: [String] {
    let settledRest = settled.filter(\.leavesMoney).map(\.asset)
    let rest = current.map(\.asset).filter { asset in
      !settledRest.contains(asset) && !streamsInDeficit(of: asset).isEmpty
    }
    return settledRest + rest
  }

  /// The payout assets, in their order.
  public var assets: [String] {
    let assets = settled.map(\.asset)
    return assets + current.map(\.asset).filter { !assets.contains($0) }
  }
}
