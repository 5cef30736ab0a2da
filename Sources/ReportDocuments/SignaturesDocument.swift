public import EVMTypes
import StrictJSON

/// `statement.signatures.json`: the accounts that stand by a publication.
public struct SignaturesDocument: Sendable, Hashable {
  /// An account's signature.
  public struct Signature: Sendable, Hashable {
    /// The account.
    public let account: Address
    /// r, s and v: 65 bytes.
    public let bytes: [UInt8]

    /// Creates a signature.
    ///
    /// - Parameters:
    ///   - account: The account.
    ///   - bytes: r, s and v: 65 bytes.
    public init(account: Address, bytes: [UInt8]) {
      self.account = account
      self.bytes = bytes
    }
  }

  /// What is signed: `revshare statement sha256:` and this digest.
  public let statement: ContentDigest
  /// The publication.
  public let publication: PublicationName
  /// The signatures, by account.
  public let signatures: [Signature]

  static let format = "revshare-signatures-v1"

  /// Creates the document.
  ///
  /// - Parameters:
  ///   - publication: The publication.
  ///   - statement: The SHA-256 of its `statement.json`.
  ///   - signatures: The signatures, by account.
  public init(
    publication: PublicationName,
    statement: ContentDigest,
    signatures: [Signature]
  ) {
    self.publication = publication
    self.statement = statement
    self.signatures = signatures
  }

  /// The text that each account has signed as wallets do (`personal_sign`).
  public var message: String { "revshare statement sha256:\(statement)" }

  /// The document's bytes.
  public var bytes: [UInt8] {
    JSONValue.object([
      .init("format", .string(Self.format)),
      .init("publication", .string(publication.description)),
      .init("statement", .string(statement.description)),
      .init(
        "signatures",
        .array(
          signatures.map {
            .object([
              .init("account", .string($0.account.description)),
              .init(
                "signature",
                .string("0x" + String(decoding: Hex.digits(of: $0.bytes), as: UTF8.self))
              ),
            ])
          }
        )
      ),
    ]).canonicalBytes
  }

  /// Reads the document; no signature is checked.
  ///
  /// - Parameter bytes: Its bytes.
  /// - Throws: ``DocumentError``.
  public init(parsing bytes: [UInt8]) throws(DocumentError) {
    let document = try JSONCursor(parsing: bytes, format: Self.format)
    try document.allow(["format", "publication", "statement", "signatures"])
    self.publication = try document.member("publication").publicationName()
    self.statement = try document.member("statement").contentDigest()
    self.signatures = try document.member("signatures").map { entry throws(DocumentError) in
      try entry.allow(["account", "signature"])
      let text = try entry.member("signature").text()
      guard text.hasPrefix("0x"), let bytes = Hex.bytes(of: text.utf8.dropFirst(2)),
        bytes.count == 65
      else { throw try entry.member("signature").error("expected 0x and 130 hexadecimal digits") }
      return Signature(account: try entry.member("account").account(), bytes: bytes)
    }
    let accounts = signatures.map(\.account)
    guard !accounts.isEmpty, zip(accounts, accounts.dropFirst()).allSatisfy(<) else {
      throw DocumentError(at: "signatures", "expected at least one, in the order of accounts")
    }
    guard self.bytes == bytes else { throw DocumentError(at: "", "not in the canonical form") }
  }
}
