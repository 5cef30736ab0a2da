/// Why a text is not an account.
public enum AddressError: Error, Sendable, Hashable {
  /// The text does not begin with `0x`.
  case noPrefix
  /// Another number of digits than 40 follows the prefix.
  case wrongDigitCount(Int)
  /// A character after the prefix is no hexadecimal digit.
  case notHexadecimal
  /// Digits of both cases, which do not agree with the EIP-55 checksum.
  case wrongChecksum
}

extension Address {
  /// Reads an account.
  ///
  /// Digits in one case have no checksum; those in both cases must have the right one.
  ///
  /// - Source: EIP-55.
  /// - Parameter text: `0x` and 40 hexadecimal digits, as UTF-8 bytes.
  /// - Throws: ``AddressError``.
  public init(text: some Collection<UInt8>) throws(AddressError) {
    guard text.starts(with: [UInt8(ascii: "0"), UInt8(ascii: "x")]) else { throw .noPrefix }
    let digits = [UInt8](text.dropFirst(2))
    guard digits.count == 40 else { throw .wrongDigitCount(digits.count) }
    guard let bytes = Hex.bytes(of: digits), let address = Address(bytes: bytes) else {
      throw .notHexadecimal
    }
    let hasLowerCase = digits.contains { $0 >= UInt8(ascii: "a") }
    let hasUpperCase = digits.contains { $0 >= UInt8(ascii: "A") && $0 < UInt8(ascii: "a") }
    if hasLowerCase && hasUpperCase && digits != address.checksummedDigits { throw .wrongChecksum }
    self = address
  }

  /// The 40 hexadecimal digits in the cases that EIP-55 gives them, without prefix.
  ///
  /// - Source: EIP-55.
  public var checksummedDigits: [UInt8] {
    var digits = Hex.digits(of: bytes)
    let hash = Digest(keccak256Of: digits).bytes
    for index in digits.indices where digits[index] >= UInt8(ascii: "a") {
      let nibble = index.isMultiple(of: 2) ? hash[index / 2] >> 4 : hash[index / 2] & 15
      if nibble >= 8 { digits[index] -= 32 }
    }
    return digits
  }
}

#if !hasFeature(Embedded)
extension Address: CustomStringConvertible {
  /// The account with `0x` and its EIP-55 checksum.
  public var description: String {
    "0x" + String(decoding: checksummedDigits, as: UTF8.self)
  }
}

extension AddressError: CustomStringConvertible {
  /// The fact, in one line.
  public var description: String {
    switch self {
    case .noPrefix: "an account begins with 0x"
    case .wrongDigitCount(let count): "expected 40 hexadecimal digits after 0x, got \(count)"
    case .notHexadecimal: "a character is no hexadecimal digit"
    case .wrongChecksum:
      "the EIP-55 checksum is wrong; check the account, or write it in lower case"
    }
  }
}
#endif
