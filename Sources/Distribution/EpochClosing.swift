public import EVMTypes

/// What an epoch leaves to the next one.
///
/// After a correction that later epochs settle, stake and deficits are those of the correction, while money
/// that was allocated and paid stays what it was.
///
/// - Source: docs/specification.md, sections 2, 7 and 8.11.
public struct EpochClosing: Sendable {
  /// The figures that hold now: lots and deficits are theirs.
  private let current: EpochDistribution
  /// The figures that were paid by: remainder and balances are theirs.
  private let settled: EpochDistribution

  /// What a computed epoch leaves.
  ///
  /// - Parameter distribution: The epoch.
  public init(of distribution: EpochDistribution) {
    self.current = distribution
    self.settled = distribution
  }

  /// What an epoch leaves that was corrected after it had been paid.
  ///
  /// - Parameters:
  ///   - correction: The figures as they should have been.
  ///   - settled: The figures that were paid by.
  public init(of correction: EpochDistribution, settled: EpochDistribution) {
    self.current = correction
    self.settled = settled
  }

  /// The lots that stand, by account, then in the order in which they were staked.
  public var lots: [Lot] { current.closingLots }

  /// What accounts take along; none after ruleset 1, which has none.
  ///
  /// - Parameter payouts: The identifiers of the next epoch's payout assets, in its order.
  /// - Returns: The balances in this order, then by account.
  public func balances(of payouts: [String]) -> [AccountBalance] {
    switch settled.terms.ruleset {
    case .v1: []
    case .v2: payouts.flatMap { settled.payout($0)?.closingBalances ?? [] }
    }
  }

  /// What floor division left.
  ///
  /// - Parameter asset: The payout asset's identifier.
  /// - Returns: The remainder in base units of the asset.
  public func remainder(of asset: String) -> UInt256 {
    settled.payout(asset)?.allocation.remainderOut ?? .zero
  }

  /// How far streams are below zero.
  ///
  /// - Parameter asset: The payout asset's identifier.
  /// - Returns: The streams whose deficit out is not zero, in their order.
  public func streamsInDeficit(of asset: String) -> [StreamFigures] {
    (current.payout(asset)?.streams ?? []).filter { !$0.deficitOut.isZero }
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
    let settledRest = settled.payouts.filter(\.leavesMoney).map(\.terms.asset.id)
    let rest = current.payouts.map(\.terms.asset.id).filter { asset in
      !settledRest.contains(asset) && !streamsInDeficit(of: asset).isEmpty
    }
    return settledRest + rest
  }

  /// The payout assets, in their order.
  public var assets: [String] {
    let assets = settled.payouts.map(\.terms.asset.id)
    return assets + current.payouts.map(\.terms.asset.id).filter { !assets.contains($0) }
  }
}

extension PayoutDistribution {
  /// Whether a remainder or a balance is left.
  fileprivate var leavesMoney: Bool {
    !allocation.remainderOut.isZero || !closingBalances.isEmpty
  }
}
