import ClaimVerifier
public import EVMTypes
import Keccak

/// How two nodes become their parent, and what a layer does with a last odd node.
public struct NodeForm: Sendable, Hashable {
  /// The shape of a tree.
  public enum Shape: Sendable, Hashable {
    /// One array of 2n - 1 nodes, as OpenZeppelin's library lays it out.
    case array
    /// Layers; the last odd node goes up unhashed.
    case promote
    /// Layers over leaves that are filled up with zero nodes to a power of two.
    case zeroPadded
    /// Layers; the last odd node is hashed with a zero node.
    case oddWithZero
    /// Layers; the last odd node is hashed with itself.
    case oddWithItself
  }

  /// The shape.
  public let shape: Shape
  /// Whether the smaller sibling is hashed first; else the left one is.
  public let isSorted: Bool
  /// How many bytes of a hash a node keeps: 32 or 16.
  public let byteCount: Int

  /// Describes nodes.
  ///
  /// - Parameters:
  ///   - shape: The shape.
  ///   - isSorted: Whether the smaller sibling is hashed first; else the left one is.
  ///   - byteCount: How many bytes of a hash a node keeps: 32 or 16.
  public init(_ shape: Shape, isSorted: Bool = true, byteCount: Int = 32) {
    self.shape = shape
    self.isSorted = isSorted
    self.byteCount = byteCount
  }

  /// The part of a digest that a node keeps; what is cut off is zero.
  ///
  /// - Parameter digest: A digest.
  /// - Returns: The node.
  public func kept(_ digest: Digest) -> Digest {
    guard byteCount == 16 else { return digest }
    let words = digest.bigEndianWords
    return Digest(bigEndianWords: (words.0, words.1, 0, 0))
  }

  /// The parent of two nodes.
  ///
  /// - Parameters:
  ///   - left: The left node.
  ///   - right: The right node.
  /// - Returns: Their parent.
  public func parent(of left: Digest, and right: Digest) -> Digest {
    if isSorted && byteCount == 32 { return ProofFold.parent(of: left, and: right) }
    let isSwapped = isSorted && right < left
    var hash = Keccak256()
    append(isSwapped ? right : left, to: &hash)
    append(isSwapped ? left : right, to: &hash)
    return kept(Digest(bigEndianWords: hash.finalize()))
  }

  private func append(_ node: Digest, to hash: inout Keccak256) {
    let words = node.bigEndianWords
    hash.update(bigEndian: words.0)
    hash.update(bigEndian: words.1)
    guard byteCount == 32 else { return }
    hash.update(bigEndian: words.2)
    hash.update(bigEndian: words.3)
  }
}
