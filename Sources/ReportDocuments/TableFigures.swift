/// How many rows a table has that the next epoch begins with, and its digest.
public struct TableFigures: Sendable, Hashable {
  /// How many rows there are.
  public let count: Int
  /// The digest of their CSV, as the next epoch publishes it.
  public let digest: ContentDigest

  /// Creates the figures.
  ///
  /// - Parameters:
  ///   - count: How many rows there are.
  ///   - digest: The digest of their CSV.
  public init(count: Int, digest: ContentDigest) {
    self.count = count
    self.digest = digest
  }
}
