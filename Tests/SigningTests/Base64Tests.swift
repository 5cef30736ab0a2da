import Signing
import Testing

@Suite struct Base64Tests {
  @Test(
    "The vectors of RFC 4648, section 10",
    arguments: [
      ("", ""), ("f", "Zg=="), ("fo", "Zm8="), ("foo", "Zm9v"), ("foob", "Zm9vYg=="),
      ("fooba", "Zm9vYmE="), ("foobar", "Zm9vYmFy"),
    ]
  )
  func vectorsOfTheStandard(text: String, digits: String) {
    #expect(Base64.text(of: Array(text.utf8)) == digits)
    #expect(Base64.bytes(of: digits.utf8) == Array(text.utf8))
  }

  @Test func everyByteInEveryPlace() {
    for byte in UInt8.min...UInt8.max {
      for bytes in [[byte], [0, byte], [0, 0, byte], [byte, byte, byte, byte]] {
        #expect(Base64.bytes(of: Base64.text(of: bytes).utf8) == bytes)
      }
    }
  }

  @Test(
    "Texts that are no base64, or not the one of their bytes",
    arguments: [
      "Z", "Zg", "Zg=", "Zm8", "Zg===", "=Zg=", "====", "Z===", "Zg==Zg==", "Zm9v=", "Zm9v====",
      "Zh==",
      "Zm9=", "Zm 9", "Zm9\n", "Zm9v\n", " Zm9v", "Zm9-", "Zm9_", "Zm9é", "Zg=\u{0}",
    ]
  )
  func otherTexts(text: String) {
    #expect(Base64.bytes(of: text.utf8) == nil)
  }
}
