import EVMTypes
import TestSupport
import Testing

@Suite struct DigestTests {
  @Test func bytesAndTextRoundTrip() {
    var generator = SeededGenerator(seed: 32)
    for _ in 0..<100 {
      let bytes = generator.bytes(32)
      let digest = Digest(bytes: bytes)
      #expect(digest?.bytes == bytes)
      #expect(digest.flatMap { Digest(text: $0.description.utf8) } == digest)
    }
  }

  @Test func textIsLowerCaseWithPrefix() {
    let digits = "00a1b2c3d4e5f60718293a4b5c6d7e8f90ffeeddccbbaa998877665544332211"
    #expect(Digest(text: ("0x" + digits.uppercased()).utf8)?.description == "0x" + digits)
  }

  @Test(
    "Refused as text",
    arguments: [
      "", "0x", String(repeating: "0", count: 64), "0x" + String(repeating: "0", count: 63),
      "0x" + String(repeating: "0", count: 65), "0X" + String(repeating: "0", count: 64),
      "0x" + String(repeating: "g", count: 64), "0x" + String(repeating: " ", count: 64),
    ]
  )
  func refused(text: String) {
    #expect(Digest(text: text.utf8) == nil)
  }

  @Test func otherByteCountsAreRefused() {
    #expect(Digest(bytes: [UInt8](repeating: 0, count: 31)) == nil)
    #expect(Digest(bytes: [UInt8](repeating: 0, count: 33)) == nil)
  }

  @Test("Each byte counts in the order, unsigned", arguments: 0..<32)
  func order(index: Int) throws {
    let low = (0..<32).map { $0 < index ? UInt8(9) : $0 == index ? 0x7F : 0xFF }
    let high = (0..<32).map { $0 < index ? UInt8(9) : $0 == index ? 0x80 : 0 }
    let (first, second) = (try #require(Digest(bytes: low)), try #require(Digest(bytes: high)))
    #expect(first < second && !(second < first) && !(first < first))
  }

  @Test func sortedAsBytes() {
    var generator = SeededGenerator(seed: 1)
    let bytes = (0..<200).map { _ in generator.bytes(32) }
    let sorted = bytes.sorted { $0.lexicographicallyPrecedes($1) }
    #expect(bytes.compactMap(Digest.init(bytes:)).sorted().map(\.bytes) == sorted)
  }
}

@Suite struct HexTests {
  @Test func everyByteInBothCases() {
    for byte in UInt8.min...UInt8.max {
      let digits = String(byte, radix: 16)
      let text = (digits.count == 1 ? "0" : "") + digits
      #expect(Hex.digits(of: [byte]) == [UInt8](text.utf8))
      #expect(Hex.bytes(of: text.utf8.map { $0 }) == [byte])
      #expect(Hex.bytes(of: text.uppercased().utf8.map { $0 }) == [byte])
    }
  }

  @Test("Refused", arguments: ["0", "000", "0g", "g0", " 0", "0x", "/0", ":0", "@0", "G0", "`0"])
  func refused(text: String) {
    #expect(Hex.bytes(of: [UInt8](text.utf8)) == nil)
  }

  @Test func nothingIsNothing() {
    #expect(Hex.bytes(of: [UInt8]()) == [])
    #expect(Hex.digits(of: [UInt8]()) == [])
  }
}
