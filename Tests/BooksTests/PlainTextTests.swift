import DelimitedText
import Distribution
import EVMTypes
import MerkleClaims
import TestSupport
import Testing

@testable import Books

/// Fields that are read from their bytes, at every length and with every byte.
@Suite struct PlainTextTests {
  private func read<Result>(
    _ bytes: some Sequence<UInt8>,
    _ body: (PlainText) -> Result
  ) throws -> Result {
    let text = [UInt8](bytes)
    let window = text + [UInt8](repeating: 0, count: TextWindow.slack)
    let result = unsafe window.withUnsafeBufferPointer { bytes in
      unsafe PlainText(bytes, end: text.count).map(body)
    }
    return try #require(result)
  }

  @Test func aWindowWithoutZerosBehindItIsRefused() {
    let bytes = [UInt8](repeating: 0, count: TextWindow.slack)
    let isRead = unsafe bytes.withUnsafeBufferPointer { bytes in
      unsafe PlainText(bytes, end: 1) != nil
    }
    #expect(!isRead)
  }

  @Test("A byte ends a field wherever it stands, or not", arguments: 0..<40)
  func fieldEnds(place: Int) throws {
    for byte in UInt8.min...UInt8.max {
      var text = [UInt8](repeating: UInt8(ascii: "x"), count: 40)
      text[place] = byte
      let isPlain = (0x20..<0x7F).contains(byte) && byte != 0x2C && byte != 0x22
      #expect(try read(text) { $0.fieldEnd(from: 0) } == (isPlain ? 40 : place))
    }
  }

  @Test("Accounts are read in every case", arguments: 0..<50)
  func accounts(seed: Int) throws {
    var generator = SeededGenerator(seed: seed)
    let account = generator.account()
    let upperCase = AccountChecksums.upperCases(of: [account])[0]
    let written = account.description
    let texts = [written, written.lowercased(), "0x" + written.dropFirst(2).uppercased()]
    for (text, isMixed) in zip(texts, [true, false, false]) {
      var digits: UInt64 = 0
      var place = 0
      let found = try read(text.utf8) { text in
        PlainField.account(text, &place, upperCase: &digits)
      }
      #expect(found == account && place == 42)
      let expected = (0..<40).filter { isMixed && upperCase >> UInt64(39 - $0) & 1 == 1 }
      #expect((0..<40).filter { digits >> UInt64($0) & 1 == 1 } == expected)
    }
  }

  @Test("Another character is no digit", arguments: 0..<42)
  func noAccount(place: Int) throws {
    for byte in UInt8.min...UInt8.max {
      var text = [UInt8]("0x5aaeb6053f3e94c9b9a09f33669435e7ef1beaed".utf8)
      text[place] = byte
      let character = String(decoding: text[place..<place + 1], as: UTF8.self)
      let isRight =
        place < 2 ? character == ["0", "x"][place] : character.first?.isHexDigit == true
      var (start, digits): (Int, UInt64) = (0, 0)
      let found = try read(text) { PlainField.account($0, &start, upperCase: &digits) }
      #expect((found != nil) == (isRight && byte < 0x80))
    }
  }

  @Test("Amounts are read with any number of digits", arguments: [0, 1, 6, 18, 37], 0..<50)
  func amounts(decimals: Int, digits: Int) throws {
    let form = DecimalAmount(
      decimals: decimals,
      symbol: "OP",
      isBaseUnits: false,
      allowsSeparators: false,
      allowsNegative: false
    )
    let plain = try #require(PlainAmount(form))
    let whole = String((0..<digits).map { "9876543210"["9876543210".index(offset: $0 % 10)] })
    for fraction in ["", ".", ".5", ".000001", "." + String(repeating: "7", count: digits)] {
      let text = whole + fraction
      var place = 0
      let found = try read((text + ",").utf8) { plain.amount($0, &place) }
      // What is not read has to be read carefully, and what is read is what is read carefully.
      guard let found else { continue }
      #expect(try form.amount(text).magnitude == UInt256("\(found)"))
      #expect(place == text.utf8.count)
    }
  }

  @Test func amountsOfUsualLengthsAreRead() throws {
    let form = DecimalAmount(
      decimals: 18,
      symbol: "OP",
      isBaseUnits: false,
      allowsSeparators: false,
      allowsNegative: false
    )
    let plain = try #require(PlainAmount(form))
    for digits in 1...20 {
      for fraction in 0...18 {
        let text =
          String(repeating: "4", count: digits)
          + (fraction == 0 ? "" : "." + String(repeating: "2", count: fraction))
        var place = 0
        let found = try read((text + "\n").utf8) { plain.amount($0, &place) }
        #expect(found.map { UInt256("\($0)") } == (try? form.amount(text).magnitude))
      }
    }
  }
}

extension String {
  fileprivate func index(offset: Int) -> Index { index(startIndex, offsetBy: offset) }
}
