import EVMTypes
import Signing
import TestSupport
import Testing

@Suite struct EthereumSignatureTests {
  /// The example of eth-account's documentation.
  static let message = [UInt8]("I♥SF".utf8)
  static let account = "0x5ce9454909639D2D17A3F753ce7d93fa0b9aB12E"
  static let r = "e6ca9bba58c88611fad66a6ce8f996908195593807c4b38bd528d2cff09d4eb3"
  static let s = "3e5bfbbf4d3e39b1a2fd816a7680c19ebebaf3a141b239934ad43cb33fcec8ce"
  static let zero = String(repeating: "0", count: 64)
  /// The curve's order and half of it (SEC 2 version 2, section 2.4.1).
  static let order = "fffffffffffffffffffffffffffffffebaaedce6af48a03bbfd25e8cd0364141"
  static let half = "7fffffffffffffffffffffffffffffff5d576e7357a4501ddfe92f46681b20a0"
  static let aboveHalf = "7fffffffffffffffffffffffffffffff5d576e7357a4501ddfe92f46681b20a1"
  /// The order less `s`: with the other recovery value, the same account's signature for careless readers.
  static let otherS = "c1a40440b2c1c64e5d027e95897f3e5ffbf3e9456d9666a874fe21d990677873"
  static let all = String(repeating: "f", count: 64)

  @Test func signaturesOfAnotherLibrary() throws {
    let rows = try TestFile.rows("Fixtures/vectors/signatures.txt")
    #expect(rows.count == 41)
    for row in rows {
      let signature = try EthereumSignature(text: row[1])
      let message = try #require(Hex.bytes(of: row[2].utf8.dropFirst(2)))
      #expect(signature.signer(ofPersonalMessage: message)?.description == row[0])
      #expect(signature.description == row[1])
      #expect(try EthereumSignature(bytes: signature.bytes) == signature)
    }
  }

  @Test("The last byte is 27 or 28, or 0 or 1", arguments: ["1c", "01", "1C"])
  func recoveryValues(value: String) throws {
    let signature = try EthereumSignature(text: "0x" + Self.r + Self.s + value)
    #expect(signature.signer(ofPersonalMessage: Self.message)?.description == Self.account)
    #expect(signature.description == "0x" + Self.r + Self.s + "1c")
  }

  @Test func digitsOfUpperCase() throws {
    let signature = try EthereumSignature(text: "0x" + (Self.r + Self.s + "1c").uppercased())
    #expect(signature.signer(ofPersonalMessage: Self.message)?.description == Self.account)
  }

  @Test func otherRecoveryValueIsAnotherAccount() throws {
    for value in ["1b", "00"] {
      let signature = try EthereumSignature(text: "0x" + Self.r + Self.s + value)
      #expect(signature.signer(ofPersonalMessage: Self.message)?.description != Self.account)
    }
  }

  @Test func changedMessageIsAnotherAccount() throws {
    let signature = try EthereumSignature(text: "0x" + Self.r + Self.s + "1c")
    for index in Self.message.indices {
      var message = Self.message
      message[index] ^= 1
      #expect(signature.signer(ofPersonalMessage: message)?.description != Self.account)
    }
    for message in [[], Self.message + [0], Self.message + Self.message] {
      #expect(signature.signer(ofPersonalMessage: message)?.description != Self.account)
    }
  }

  @Test("A changed bit of the signature is refused or another account", arguments: 0..<65)
  func changedSignature(index: Int) throws {
    let bytes = try EthereumSignature(text: "0x" + Self.r + Self.s + "1c").bytes
    for bit in 0..<8 {
      var changed = bytes
      changed[index] ^= 1 << bit
      guard let signature = try? EthereumSignature(bytes: changed) else { continue }
      #expect(signature.signer(ofPersonalMessage: Self.message)?.description != Self.account)
    }
  }

  @Test(
    "Texts that are no signature",
    arguments: [
      ("", .noPrefix), ("0X" + r + s + "1c", .noPrefix), (r + s + "1c", .noPrefix),
      ("0x", .wrongDigitCount(0)), ("0x" + r + s, .wrongDigitCount(128)),
      ("0x" + r + s + "1", .wrongDigitCount(129)), ("0x" + r + s + "1c0", .wrongDigitCount(131)),
      ("0x" + r + s + "g0", .notHexadecimal), ("0x" + r + s + "é", .notHexadecimal),
      ("0x" + r + s + " 1", .notHexadecimal),
      ("0x" + r + s + "02", .wrongRecoveryValue(2)), ("0x" + r + s + "1a", .wrongRecoveryValue(26)),
      ("0x" + r + s + "1d", .wrongRecoveryValue(29)),
      ("0x" + r + s + "ff", .wrongRecoveryValue(255)),
      ("0x" + zero + s + "1c", .rOutOfRange), ("0x" + order + s + "1c", .rOutOfRange),
      ("0x" + all + s + "1c", .rOutOfRange), ("0x" + r + zero + "1c", .sOutOfRange),
      ("0x" + r + order + "1c", .sOutOfRange), ("0x" + r + all + "1c", .sOutOfRange),
      ("0x" + r + aboveHalf + "1c", .highS), ("0x" + r + otherS + "1b", .highS),
    ] as [(String, EthereumSignatureError)]
  )
  func refusedText(text: String, error: EthereumSignatureError) {
    #expect(throws: error) { try EthereumSignature(text: text) }
    #expect(!error.description.isEmpty)
  }

  @Test("Other counts of bytes are refused", arguments: [0, 1, 32, 64, 66, 130])
  func wrongByteCount(count: Int) {
    #expect(throws: EthereumSignatureError.wrongByteCount(count)) {
      try EthereumSignature(bytes: [UInt8](repeating: 1, count: count))
    }
  }

  @Test func halfOfTheOrderIsAllowed() throws {
    let signature = try EthereumSignature(text: "0x" + Self.r + Self.half + "1c")
    #expect(signature.signer(ofPersonalMessage: Self.message) != nil)
  }

  /// 5³ + 7 is no square modulo the field's prime, so no point has the x coordinate 5.
  @Test func numberThatIsNoPointHasNoSigner() throws {
    let five = String(repeating: "0", count: 63) + "5"
    for value in ["1b", "1c"] {
      let signature = try EthereumSignature(text: "0x" + five + Self.s + value)
      #expect(signature.signer(ofPersonalMessage: Self.message) == nil)
    }
  }
}
