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
    if preset.holdsIndex { leaf.update(UInt256(index).bigEndianWords) }
    leaf.update(account, as: preset.accountForm)
    if preset.holdsToken { leaf.update(token, as: .word) }
    if preset == .convex {
      leaf.update(UInt8(ascii: " "))
      amount.forEachDecimalDigit { leaf.update($0) }
    } else {
      leaf.update(amount.bigEndianWords)
    }
    switch preset {
    case .openZeppelin, .sablier, .universal: return StandardLeaf.hash(of: leaf)
    case .uniswap, .merkl, .cumulative, .convex, .murky, .duplicateOdd:
      return Digest(bigEndianWords: leaf.finalize())
    }
  }
}

/// How a leaf writes an account.
private enum AccountForm {
  /// As `abi.encode` does, in 32 bytes.
  case word
  /// Its 20 bytes.
  case packed
  /// `0x` and its digits in lower case.
  case text
}

extension TreePreset {
  fileprivate var accountForm: AccountForm {
    switch self {
    case .openZeppelin, .sablier, .merkl, .universal: .word
    case .uniswap, .cumulative, .murky, .duplicateOdd: .packed
    case .convex: .text
    }
  }
}

extension Keccak256 {
  @inline(never)
  fileprivate mutating func update(_ account: Address, as form: AccountForm) {
    let words = account.abiWords
    if form == .word {
      update(words)
      return
    }
    if form == .text {
      update(UInt8(ascii: "0"))
      update(UInt8(ascii: "x"))
    }
    for place in 12..<32 {
      let word = place < 16 ? words.1 : place < 24 ? words.2 : words.3
      let byte = UInt8(truncatingIfNeeded: word &>> UInt64(56 - 8 * (place & 7)))
      if form == .text {
        update(Hex.digit(byte >> 4))
        update(Hex.digit(byte & 15))
      } else {
        update(byte)
      }
    }
  }
}
