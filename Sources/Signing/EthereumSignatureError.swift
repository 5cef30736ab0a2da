/// Why bytes or a text are not a signature of an Ethereum account.
public enum EthereumSignatureError: Error, Sendable, Hashable {
  /// The text does not begin with `0x`.
  case noPrefix
  /// Another number of digits than 130 follows the prefix.
  case wrongDigitCount(Int)
  /// A character after the prefix is no hexadecimal digit.
  case notHexadecimal
  /// There are other than 65 bytes.
  case wrongByteCount(Int)
  /// `r` is zero, or the curve's order or more.
  case rOutOfRange
  /// `s` is zero, or the curve's order or more.
  case sOutOfRange
  /// `s` is above half of the curve's order, which EIP-2 forbids.
  case highS
  /// The last byte is none of 27, 28, 0 and 1.
  case wrongRecoveryValue(UInt8)
}

extension EthereumSignatureError: CustomStringConvertible {
  /// The fact, in one line.
  public var description: String {
    switch self {
    case .noPrefix: "a signature begins with 0x"
    case .wrongDigitCount(let count): "expected 130 hexadecimal digits after 0x, got \(count)"
    case .notHexadecimal: "a character is no hexadecimal digit"
    case .wrongByteCount(let count): "expected 65 bytes, got \(count)"
    case .rOutOfRange: "r is zero, or not below the curve's order"
    case .sOutOfRange: "s is zero, or not below the curve's order"
    case .highS: "s is above half of the curve's order (EIP-2)"
    case .wrongRecoveryValue(let value): "the last byte is \(value); expected 27, 28, 0 or 1"
    }
  }
}
