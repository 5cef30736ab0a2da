/// An asset that revenue is booked in.
public struct BookedAsset: Sendable, Hashable {
  /// The asset.
  public let asset: Asset
  /// The identifier of the payout asset that an entry in it becomes: its own for a payout asset.
  public let payout: String

  /// Creates an asset.
  ///
  /// - Parameters:
  ///   - asset: The asset.
  ///   - payout: The identifier of the payout asset that an entry in it becomes.
  public init(asset: Asset, payout: String) {
    self.asset = asset
    self.payout = payout
  }

  /// Whether entries in it are their own conversion.
  public var isPayout: Bool { asset.id == payout }
}
