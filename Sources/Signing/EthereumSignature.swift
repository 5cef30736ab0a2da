public import EVMTypes

/// A signature of an Ethereum account: two numbers and which of two public keys fits them.
///
/// Both numbers are at least 1 and below the curve's order, and `s` is at most half of it, so that nobody
/// can make a second signature from a first.
///
/// - Source: SEC 1 version 2, section 4.1; EIP-2 for the bound on `s`.
public struct EthereumSignature: Sendable, Hashable {
  /// The x coordinate of the signature's point, modulo the curve's order.
  public let r: UInt256
  /// The proof that the private key is known.
  public let s: UInt256
  /// Whether the y coordinate of the signature's point is odd.
  public let isOdd: Bool

  /// How many bytes a signature has.
  public static let byteCount = 65

  /// The curve's order.
  ///
  /// - Source: SEC 2 version 2, section 2.4.1.
  static let order = UInt256(
    bigEndianWords: (
      0xFFFF_FFFF_FFFF_FFFF, 0xFFFF_FFFF_FFFF_FFFE, 0xBAAE_DCE6_AF48_A03B, 0xBFD2_5E8C_D036_4141
    )
  )
  /// Half of the curve's order, rounded down.
  static let halfOrder = UInt256(
    bigEndianWords: (
      0x7FFF_FFFF_FFFF_FFFF, 0xFFFF_FFFF_FFFF_FFFF, 0x5D57_6E73_57A4_501D, 0xDFE9_2F46_681B_20A0
    )
  )

  /// Takes the 65 bytes that wallets give.
  ///
  /// - Parameter bytes: `r` and `s`, 32 bytes each, the highest first; then `v`: 27 or 28, or 0 or 1.
  /// - Throws: ``EthereumSignatureError``.
  public init(bytes: [UInt8]) throws(EthereumSignatureError) {
    guard bytes.count == Self.byteCount, let first = Digest(bytes: bytes[0..<32]),
      let second = Digest(bytes: bytes[32..<64])
    else { throw .wrongByteCount(bytes.count) }
    let r = UInt256(bigEndianWords: first.bigEndianWords)
    let s = UInt256(bigEndianWords: second.bigEndianWords)
    guard !r.isZero, r < Self.order else { throw .rOutOfRange }
    guard !s.isZero, s < Self.order else { throw .sOutOfRange }
    guard s <= Self.halfOrder else { throw .highS }
    switch bytes[64] {
    case 0, 27: self.isOdd = false
    case 1, 28: self.isOdd = true
    default: throw .wrongRecoveryValue(bytes[64])
    }
    self.r = r
    self.s = s
  }

  /// Reads the text that wallets give.
  ///
  /// - Parameter text: `0x` and 130 hexadecimal digits of either case.
  /// - Throws: ``EthereumSignatureError``.
  public init(text: String) throws(EthereumSignatureError) {
    guard text.utf8.starts(with: "0x".utf8) else { throw .noPrefix }
    let digits = text.utf8.dropFirst(2)
    guard digits.count == 2 * Self.byteCount else { throw .wrongDigitCount(digits.count) }
    guard let bytes = Hex.bytes(of: digits) else { throw .notHexadecimal }
    try self.init(bytes: bytes)
  }

  /// The 65 bytes, with 27 or 28 at the end.
  public var bytes: [UInt8] { numberBytes + [isOdd ? 28 : 27] }

  /// `r` and `s`, 32 bytes each.
  var numberBytes: [UInt8] {
    Digest(bigEndianWords: r.bigEndianWords).bytes + Digest(bigEndianWords: s.bigEndianWords).bytes
  }
}

extension EthereumSignature: CustomStringConvertible {
  /// `0x` and 130 lower-case hexadecimal digits, of which the last two are `1b` or `1c`.
  public var description: String { "0x" + String(decoding: Hex.digits(of: bytes), as: UTF8.self) }
}
