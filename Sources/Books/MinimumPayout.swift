import EVMTypes

/// What a decision says is paid at least, in one payout asset.
struct MinimumPayout: Sendable, Hashable {
  let asset: String
  /// In base units of the asset.
  let amount: UInt256
}
