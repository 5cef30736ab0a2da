import EVMTypes
import Signing
import TestSupport
import Testing

@Suite struct ValueCommitmentTests {
  static let file = "000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f\n"

  @Test func exampleOfTheSpecification() throws {
    let secret = try #require(CommitmentSecret(parsing: [UInt8](Self.file.utf8)))
    let salt = secret.salt(table: "revenue", row: "INV-3".utf8, column: "note")
    // Python's hashlib and hmac gave both.
    #expect(
      String(decoding: Hex.digits(of: salt), as: UTF8.self)
        == "85c2af7b379465366df51105a65f12210964c02ba25a0acabd81e7d1e8bceaea"
    )
    #expect(
      "\(ValueCommitment(to: "Sponsor".utf8, salt: salt))"
        == "sha256:11c890194b4e38ad18872601b2dbcc8a381062864b7976200006d6a1c6c1754a"
    )
  }

  @Test func everyPartChangesTheSalt() throws {
    let secret = try #require(CommitmentSecret(parsing: [UInt8](Self.file.utf8)))
    let salts = [
      secret.salt(table: "revenue", row: "a".utf8, column: "note"),
      secret.salt(table: "returned", row: "a".utf8, column: "note"),
      secret.salt(table: "revenue", row: "b".utf8, column: "note"),
      secret.salt(table: "revenue", row: "a".utf8, column: "reference"),
      // A border between two parts cannot move.
      secret.salt(table: "revenuea", row: "".utf8, column: "note"),
      secret.salt(table: "revenue", row: "an".utf8, column: "ote"),
    ]
    #expect(Set(salts).count == salts.count)
  }

  @Test(
    "Anything else is no secret",
    arguments: [
      "", "\n", String(file.dropLast(2)), "0" + file, file + "\n", " " + file,
      file.uppercased(), "0x" + file.dropFirst(2), String(repeating: "g", count: 64),
    ]
  )
  func otherFile(text: String) {
    #expect(CommitmentSecret(parsing: [UInt8](text.utf8)) == nil)
  }

  @Test func secretIsReadAsItIsWritten() throws {
    var generator = SeededGenerator(seed: 5)
    let secret = CommitmentSecret(using: &generator)
    #expect(secret.fileBytes.count == 65)
    let again = try #require(CommitmentSecret(parsing: secret.fileBytes))
    #expect(again.fileBytes == secret.fileBytes)
    #expect(CommitmentSecret(using: &generator).fileBytes != secret.fileBytes)
  }

  @Test func secretIsNotPrinted() throws {
    let secret = try #require(CommitmentSecret(parsing: [UInt8](Self.file.utf8)))
    var dumped = ""
    dump(secret, to: &dumped)
    for text in ["\(secret)", String(reflecting: secret), dumped] {
      #expect(text.contains("(secret)") && !text.contains("31") && !text.contains("1f"))
    }
  }

  @Test func formOfCommitments() {
    let digits = String(repeating: "a0", count: 32)
    #expect(ValueCommitment.isWritten(in: "sha256:" + digits))
    for text in [
      digits, "sha256:" + digits.dropLast(), "sha256:" + digits + "0", "SHA256:" + digits,
      "sha256:" + digits.uppercased(), "sha256:" + String(repeating: "g", count: 64), "",
      "sha256:" + String(repeating: "０", count: 64),
    ] {
      #expect(!ValueCommitment.isWritten(in: text))
    }
  }
}
