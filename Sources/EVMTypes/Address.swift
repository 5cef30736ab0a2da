import Keccak

/// An account on the chain: 20 bytes, ordered as bytes.
public struct Address: Sendable, Hashable {
  /// Bytes 0 to 7 as a big-endian number.
  let head: UInt64
  /// Bytes 8 to 15 as a big-endian number.
  let middle: UInt64
  /// Bytes 16 to 19 as a big-endian number.
  let tail: UInt32

  /// The zero address, which published files name as a claimant too.
  public static let zero = Address(head: 0, middle: 0, tail: 0)

  init(head: UInt64, middle: UInt64, tail: UInt32) {
    self.head = head
    self.middle = middle
    self.tail = tail
  }

  /// Takes the bytes as big-endian numbers.
  ///
  /// - Parameter words: Bytes 0 to 7, 8 to 15 and 16 to 19.
  public init(byteWords words: (UInt64, UInt64, UInt32)) {
    self.init(head: words.0, middle: words.1, tail: words.2)
  }

  /// The bytes as big-endian numbers: bytes 0 to 7, 8 to 15 and 16 to 19.
  public var byteWords: (UInt64, UInt64, UInt32) { (head, middle, tail) }

  /// Takes 20 bytes as an account.
  ///
  /// Gives `nil` for another count of bytes.
  ///
  /// - Parameter bytes: The bytes.
  public init?(bytes: some Collection<UInt8>) {
    guard bytes.count == 20 else { return nil }
    var words = InlineArray<3, UInt64>(repeating: 0)
    var index = 0
    for byte in bytes {
      words[index >> 3] = words[index >> 3] << 8 | UInt64(byte)
      index += 1
    }
    self.head = words[0]
    self.middle = words[1]
    self.tail = UInt32(truncatingIfNeeded: words[2])
  }

  /// The 20 bytes.
  public var bytes: [UInt8] {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(20)
    appendBigEndian(head, to: &bytes)
    appendBigEndian(middle, to: &bytes)
    for shift in stride(from: UInt32(24), through: 0, by: -8) {
      bytes.append(UInt8(truncatingIfNeeded: tail >> shift))
    }
    return bytes
  }

  /// The account as an ABI word of 32 bytes, in four big-endian numbers: twelve zero bytes, then the
  /// account.
  ///
  /// - Source: Solidity contract ABI specification, section "Formal specification of the encoding".
  public var abiWords: (UInt64, UInt64, UInt64, UInt64) {
    (
      0, head >> 32, head << 32 | middle >> 32, middle << 32 | UInt64(tail)
    )
  }

  /// Takes an ABI word as an account.
  ///
  /// Gives `nil` where the first twelve bytes are not zero.
  ///
  /// - Parameter words: The word in four big-endian numbers.
  public init?(abiWords words: (UInt64, UInt64, UInt64, UInt64)) {
    guard words.0 == 0, words.1 >> 32 == 0 else { return nil }
    self.init(
      head: words.1 << 32 | words.2 >> 32,
      middle: words.2 << 32 | words.3 >> 32,
      tail: UInt32(truncatingIfNeeded: words.3)
    )
  }
}

extension Address: Comparable {
  /// Whether the left account comes first, as unsigned bytes.
  ///
  /// - Parameters:
  ///   - left: An account.
  ///   - right: Another account.
  /// - Returns: Whether `left` comes before `right`.
  public static func < (left: Address, right: Address) -> Bool {
    if left.head != right.head { return left.head < right.head }
    if left.middle != right.middle { return left.middle < right.middle }
    return left.tail < right.tail
  }
}
