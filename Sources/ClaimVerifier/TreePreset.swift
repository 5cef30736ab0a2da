/// A tree that claims of an account and an amount can be committed to, as deployed distributors take it.
///
/// Its leaf holds nothing else but an index or the token; its nodes have 32 bytes, and pairs are sorted. The raw
/// value is the number by which the page names it.
///
/// - Source: docs/specification.md, section 4.
public enum TreePreset: UInt8, Sendable, CaseIterable {
  /// OpenZeppelin `standard-v1` over (address, uint256).
  case openZeppelin = 0
  /// Uniswap's distributor.
  case uniswap = 1
  /// Sablier's airdrops.
  case sablier = 2
  /// Merkl.
  case merkl = 3
  /// 1inch, ENS and Balancer: account and amount, packed.
  case cumulative = 4
  /// Morpho's universal rewards distributor.
  case universal = 5
  /// Convex: the text of account and amount.
  case convex = 6
  /// Murky: an odd node is hashed with zero.
  case murky = 7
  /// An odd node is hashed with itself.
  case duplicateOdd = 8

  /// Whether a leaf holds the token that is claimed.
  public var holdsToken: Bool {
    switch self {
    case .merkl, .universal: true
    case .openZeppelin, .uniswap, .sablier, .cumulative, .convex, .murky, .duplicateOdd: false
    }
  }

  /// Whether a leaf holds the claim's index.
  public var holdsIndex: Bool {
    switch self {
    case .uniswap, .sablier: true
    case .openZeppelin, .merkl, .cumulative, .universal, .convex, .murky, .duplicateOdd: false
    }
  }

  /// How many siblings lead from a leaf to the root.
  ///
  /// - Parameters:
  ///   - position: The leaf's position among the tree's leaves, from 0.
  ///   - leafCount: How many leaves the tree has, at most 2³⁰.
  /// - Returns: The count; `nil` where the tree has no such leaf.
  public func proofLength(ofLeaf position: Int, in leafCount: Int) -> Int? {
    guard position >= 0, position < leafCount, leafCount <= 1 << 30 else { return nil }
    var length = 0
    switch self {
    case .openZeppelin, .sablier:
      var place = 2 * leafCount - 2 - position
      while place > 0 {
        place = (place - 1) >> 1
        length += 1
      }
    case .uniswap, .merkl, .cumulative, .universal, .convex, .murky, .duplicateOdd:
      let hashesOdd = self == .murky || self == .duplicateOdd
      var (place, width) = (position, leafCount)
      while width > 1 {
        // Elsewhere the last odd node goes up unhashed.
        if hashesOdd || place ^ 1 < width { length += 1 }
        (place, width) = (place >> 1, (width + 1) >> 1)
      }
    }
    return length
  }
}
