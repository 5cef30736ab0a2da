public import EVMTypes
import Keccak

/// How the claims of an epoch become leaves: by which preset, and for which token.
public struct ClaimLeaf: Sendable, Hashable {
  /// The preset.
  public let preset: TreePreset
  /// The token that is claimed; the zero address where leaves do not hold it.
  public let token: Address

  /// OpenZeppelin's leaf.
  public static let standard = ClaimLeaf(preset: .openZeppelin, token: .zero)

  private init(preset: TreePreset, token: Address) {
    self.preset = preset
    self.token = token
  }

  /// Describes leaves.
  ///
  /// Gives `nil` where leaves hold the token, but there is none.
  ///
  /// - Parameters:
  ///   - preset: The preset.
  ///   - token: The contract of the token that is claimed.
  public init?(_ preset: TreePreset, token: Address?) {
    guard preset.holdsToken else {
      self.init(preset: preset, token: .zero)
      return
    }
    guard let token else { return nil }
    self.init(preset: preset, token: token)
  }

  /// The hash of a claim's leaf.
  ///
  /// - Source: docs/specification.md, section 4.
  /// - Parameters:
  ///   - index: The claim's index; has a part in it only where leaves hold it.
  ///   - account: Who may claim.
  ///   - amount: What they may claim, in base units.
  /// - Returns: The leaf's hash.
  public func hash(index: UInt64, account: Address, amount: UInt256) -> Digest {
    var leaf = Keccak256()
    switch preset {
    case .openZeppelin:
      return StandardLeaf.hash(account: account, amount: amount)
    case .uniswap:
      leaf.update(UInt256(index).bigEndianWords)
      leaf.update(contentsOf: account.bytes)
      leaf.update(amount.bigEndianWords)
    case .sablier:
      leaf.update(UInt256(index).bigEndianWords)
      leaf.update(account.abiWords)
      leaf.update(amount.bigEndianWords)
      return StandardLeaf.hash(of: leaf)
    case .merkl, .universal:
      leaf.update(account.abiWords)
      leaf.update(token.abiWords)
      leaf.update(amount.bigEndianWords)
      if preset == .universal { return StandardLeaf.hash(of: leaf) }
    case .cumulative, .murky, .duplicateOdd:
      leaf.update(contentsOf: account.bytes)
      leaf.update(amount.bigEndianWords)
    case .convex:
      leaf.update(UInt8(ascii: "0"))
      leaf.update(UInt8(ascii: "x"))
      leaf.update(contentsOf: Hex.digits(of: account.bytes))
      leaf.update(UInt8(ascii: " "))
      leaf.update(contentsOf: amount.decimalDigits)
    }
    return Digest(bigEndianWords: leaf.finalize())
  }
}
