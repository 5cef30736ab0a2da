public import EVMTypes

/// What an epoch takes over from the one before in a payout asset.
public struct CarriedIn: Sendable, Hashable {
  /// What floor division left, in base units of the payout asset.
  public let remainder: UInt256
  /// How far each stream was below zero, in the order of the epoch's streams, in the same unit.
  public let deficits: [UInt256]

  /// Creates what is carried in.
  ///
  /// - Parameters:
  ///   - remainder: What floor division left, in base units of the payout asset.
  ///   - deficits: How far each stream was below zero, one for each stream of the epoch.
  public init(remainder: UInt256, deficits: [UInt256]) {
    self.remainder = remainder
    self.deficits = deficits
  }
}
