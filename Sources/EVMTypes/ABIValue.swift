/// A value of the contract ABI.
///
/// - Source: Solidity contract ABI specification, section "Formal specification of the encoding".
public enum ABIValue: Sendable, Hashable {
  /// `address`.
  case address(Address)
  /// `uint8` to `uint256`.
  case unsigned(UInt256)
  /// `bytes32`.
  case word(Digest)
  /// `bool`.
  case bool(Bool)
  /// `string` or `bytes`, whose encodings are alike: UTF-8 or raw bytes.
  case bytes([UInt8])
  /// An array of any length, of values of one type.
  case array([ABIValue])

  /// The selector of a function: the first four bytes of its signature's keccak-256.
  ///
  /// - Parameter signature: Name and types, such as `transfer(address,uint256)`.
  /// - Returns: Four bytes.
  /// - Source: Solidity contract ABI specification, section "Function Selector".
  public static func selector(of signature: String) -> [UInt8] {
    Array(Digest(keccak256Of: signature.utf8).bytes.prefix(4))
  }

  /// Encodes values as a tuple: 32 bytes each, what has no fixed size behind them.
  ///
  /// - Parameter values: The values, in order.
  /// - Returns: What `abi.encode` gives.
  public static func encode(_ values: [ABIValue]) -> [UInt8] {
    var head: [UInt8] = []
    var tail: [UInt8] = []
    for value in values {
      switch value {
      case .array(let elements):
        append((0, 0, 0, UInt64(32 * values.count + tail.count)), to: &head)
        append((0, 0, 0, UInt64(elements.count)), to: &tail)
        tail += encode(elements)
      case .address(let address): append(address.abiWords, to: &head)
      case .unsigned(let number): append(number.bigEndianWords, to: &head)
      case .word(let digest): append(digest.bigEndianWords, to: &head)
      case .bool(let truth): append((0, 0, 0, truth ? 1 : 0), to: &head)
      case .bytes(let bytes):
        append((0, 0, 0, UInt64(32 * values.count + tail.count)), to: &head)
        append((0, 0, 0, UInt64(bytes.count)), to: &tail)
        tail += bytes
        tail += repeatElement(0, count: (32 - bytes.count % 32) % 32)
      }
    }
    return head + tail
  }

  private static func append(
    _ words: (UInt64, UInt64, UInt64, UInt64),
    to bytes: inout [UInt8]
  ) {
    appendBigEndian(words.0, to: &bytes)
    appendBigEndian(words.1, to: &bytes)
    appendBigEndian(words.2, to: &bytes)
    appendBigEndian(words.3, to: &bytes)
  }
}
