public import EVMTypes
import Keccak

/// The leaf that OpenZeppelin's `standard-v1` makes of (address, uint256).
public enum StandardLeaf: Sendable {
  /// Hashes a claim twice, so that no leaf can be passed off as an inner node.
  ///
  /// - Source: OpenZeppelin merkle-tree 1.0, `standardLeafHash`: keccak256(keccak256(abi.encode(...))).
  /// - Parameters:
  ///   - account: Who may claim.
  ///   - amount: What they may claim, in base units.
  /// - Returns: The leaf's hash.
  public static func hash(account: Address, amount: UInt256) -> Digest {
    var inner = Keccak256()
    inner.update(account.abiWords)
    inner.update(amount.bigEndianWords)
    return hash(of: inner)
  }

  /// Hashes any values twice.
  ///
  /// - Source: OpenZeppelin merkle-tree 1.0, `standardLeafHash`.
  /// - Parameter encoding: The values as `abi.encode` gives them.
  /// - Returns: The leaf's hash.
  public static func hash(encoding: [UInt8]) -> Digest {
    var inner = Keccak256()
    inner.update(contentsOf: encoding)
    return hash(of: inner)
  }

  static func hash(of inner: consuming Keccak256) -> Digest {
    var outer = Keccak256()
    outer.update(inner.finalize())
    return Digest(bigEndianWords: outer.finalize())
  }
}

extension Keccak256 {
  @inline(never)
  mutating func update(_ words: (UInt64, UInt64, UInt64, UInt64)) {
    update(bigEndian: words.0)
    update(bigEndian: words.1)
    update(bigEndian: words.2)
    update(bigEndian: words.3)
  }
}
