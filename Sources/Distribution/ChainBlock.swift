public import EVMTypes

/// The last block of the chain before an epoch's end: what its inputs were read up to.
public struct ChainBlock: Sendable, Hashable {
  /// The block's number.
  public let number: UInt64
  /// The block's hash.
  public let hash: Digest

  /// Creates the reference.
  ///
  /// - Parameters:
  ///   - number: The block's number.
  ///   - hash: The block's hash.
  public init(number: UInt64, hash: Digest) {
    self.number = number
    self.hash = hash
  }
}
