import EVMTypes
import TestSupport
import Testing

@Suite struct AddressTests {
  /// The test cases of EIP-55.
  static let checksummed = [
    "0x52908400098527886E0F7030069857D2E4169EE7", "0x8617E340B3D01FA5F11F306F4090FD50E238070D",
    "0xde709f2102306220921060314715629080e2fb77", "0x27b1fdb04752bbc536007a920d24acb045561c26",
    "0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed", "0xfB6916095ca1df60bB79Ce92cE3Ea74c37c5d359",
    "0xdbF03B407c01E7cD3CBea99509d93f8DDDC8C6FB", "0xD1220A0cf47c7B9Be7A2E6BA89F429762e7b9aDb",
  ]

  @Test("EIP-55's own accounts read and are written as they stand", arguments: checksummed)
  func checksum(text: String) throws {
    #expect(try Address(text: text.utf8).description == text)
  }

  @Test("One case has no checksum", arguments: checksummed)
  func singleCase(text: String) throws {
    let lower = "0x" + text.dropFirst(2).lowercased()
    let upper = "0x" + text.dropFirst(2).uppercased()
    #expect(try Address(text: lower.utf8) == Address(text: text.utf8))
    #expect(try Address(text: upper.utf8) == Address(text: text.utf8))
  }

  @Test("Any letter in the other case is refused", arguments: checksummed.suffix(4))
  func wrongChecksum(text: String) {
    let letters = text.indices.dropFirst(2).filter { text[$0].isLetter }
    for index in letters {
      let isUpper = text[index].isUppercase
      let other = isUpper ? text[index].lowercased() : text[index].uppercased()
      let changed = text.replacingCharacters(index, with: other)
      #expect(throws: AddressError.wrongChecksum) { try Address(text: changed.utf8) }
    }
  }

  @Test(
    "Refused, with the fact",
    arguments: [
      ("", AddressError.noPrefix),
      ("5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed", .noPrefix),
      ("0X5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed", .noPrefix),
      ("0x", .wrongDigitCount(0)),
      ("0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAe", .wrongDigitCount(39)),
      ("0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed0", .wrongDigitCount(41)),
      ("0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAeg", .notHexadecimal),
      ("0x00000000000000000000000000000000000000 0", .notHexadecimal),
    ] as [(String, AddressError)]
  )
  func refused(text: String, error: AddressError) {
    #expect(throws: error) { try Address(text: text.utf8) }
  }

  @Test func bytesRoundTrip() {
    var generator = SeededGenerator(seed: 20)
    for _ in 0..<100 {
      let bytes = generator.bytes(20)
      #expect(Address(bytes: bytes)?.bytes == bytes)
    }
    #expect(Address(bytes: [UInt8](repeating: 1, count: 19)) == nil)
    #expect(Address(bytes: [UInt8](repeating: 1, count: 21)) == nil)
  }

  @Test func abiWordIsTwelveZeroBytesAndTheAccount() throws {
    var generator = SeededGenerator(seed: 12)
    for _ in 0..<100 {
      let bytes = generator.bytes(20)
      let word = Address(bytes: bytes).map { Digest(bigEndianWords: $0.abiWords).bytes }
      #expect(word == [UInt8](repeating: 0, count: 12) + bytes)
      let account = try #require(Address(bytes: bytes))
      #expect(Address(abiWords: account.abiWords) == account)
      #expect(Address(abiWords: (1, 0, 0, 0)) == nil)
      #expect(Address(abiWords: (0, 1 << 32, 0, 0)) == nil)
    }
  }

  @Test("Each byte counts in the order of accounts", arguments: 0..<20)
  func order(index: Int) throws {
    var low = [UInt8](repeating: 0x7F, count: 20)
    var high = low
    low[index] = 0x7F
    high[index] = 0x80
    for after in (index + 1)..<max(20, index + 1) {
      low[after] = 0xFF
      high[after] = 0
    }
    let (first, second) = (try #require(Address(bytes: low)), try #require(Address(bytes: high)))
    #expect(first < second && !(second < first) && !(first < first))
  }
}

extension String {
  fileprivate func replacingCharacters(_ index: Index, with text: String) -> String {
    String(self[..<index]) + text + String(self[self.index(after: index)...])
  }
}
