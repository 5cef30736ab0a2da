/// How many lots stand at a border of an epoch, and the digest of their table.
public struct LotsFigures: Sendable, Hashable {
  /// How many lots there are.
  public let count: Int
  /// The digest of their CSV, as the next epoch publishes it.
  public let digest: ContentDigest

  /// Creates the figures.
  ///
  /// - Parameters:
  ///   - count: How many lots there are.
  ///   - digest: The digest of their CSV.
  public init(count: Int, digest: ContentDigest) {
    self.count = count
    self.digest = digest
  }
}
