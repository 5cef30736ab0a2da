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
      leaf.update(packed: account)
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
      leaf.update(packed: account)
      leaf.update(amount.bigEndianWords)
    case .convex:
      leaf.update(UInt8(ascii: "0"))
      leaf.update(UInt8(ascii: "x"))
      leaf.update(digitsOf: account)
      leaf.update(UInt8(ascii: " "))
      leaf.update(contentsOf: amount.decimalDigits)
    }
    return Digest(bigEndianWords: leaf.finalize())
  }
}

extension Keccak256 {
  /// Appends the 20 bytes of an account.
  fileprivate mutating func update(packed account: Address) {
    forEachByte(of: account) { update($0) }
  }

  /// Appends the 40 digits of an account, in lower case.
  fileprivate mutating func update(digitsOf account: Address) {
    forEachByte(of: account) {
      update(Hex.digit($0 >> 4))
      update(Hex.digit($0 & 15))
    }
  }
}

/// An account's bytes, without a list of them.
private func forEachByte(of account: Address, _ body: (UInt8) -> Void) {
  let words = account.abiWords
  for shift in 0..<20 {
    let word = shift < 4 ? words.1 : shift < 12 ? words.2 : words.3
    body(UInt8(truncatingIfNeeded: word >> UInt64(8 * ((19 - shift) & 7))))
  }
}
