import EVMTypes
import TestSupport
import Testing

@Suite struct ABIValueTests {
  /// Solidity contract ABI specification, section "Examples": the arguments of `baz(69, true)`.
  @Test func fixedSizes() {
    expect(
      [.unsigned(69), .bool(true)],
      [
        "0000000000000000000000000000000000000000000000000000000000000045",
        "0000000000000000000000000000000000000000000000000000000000000001",
      ]
    )
  }

  /// The layout of the same section's `sam("dave", true, ...)`, for its first two arguments.
  @Test func bytesStandBehindTheHead() {
    expect(
      [.bytes([UInt8]("dave".utf8)), .bool(false), .bytes([])],
      [
        "0000000000000000000000000000000000000000000000000000000000000060",
        "0000000000000000000000000000000000000000000000000000000000000000",
        "00000000000000000000000000000000000000000000000000000000000000a0",
        "0000000000000000000000000000000000000000000000000000000000000004",
        "6461766500000000000000000000000000000000000000000000000000000000",
        "0000000000000000000000000000000000000000000000000000000000000000",
      ]
    )
  }

  @Test(
    "Bytes are padded to whole words",
    arguments: [(0, 0), (1, 1), (31, 1), (32, 1), (33, 2), (64, 2)]
  )
  func padding(count: Int, words: Int) {
    let encoding = ABIValue.encode([.bytes([UInt8](repeating: 0xFF, count: count))])
    #expect(encoding.count == 64 + 32 * words)
    #expect(encoding.count { $0 == 0xFF } == count)
  }

  @Test func addressesAndWords() throws {
    let word = Digest(keccak256Of: [UInt8]())
    expect(
      [.address(Address(repeating: 0xAB)), .word(word), .unsigned(.max)],
      [
        "000000000000000000000000abababababababababababababababababababab",
        "c5d2460186f7233c927e7db2dcc703c0e500b653ca82273b7bfad8045d85a470",
        "ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff",
      ]
    )
  }

  private func expect(_ values: [ABIValue], _ words: [String]) {
    let digits = String(decoding: Hex.digits(of: ABIValue.encode(values)), as: UTF8.self)
    #expect(digits == words.joined())
  }
}
