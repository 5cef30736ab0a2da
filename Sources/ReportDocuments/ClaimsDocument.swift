public import Distribution
public import EVMTypes
public import MerkleClaims
import StrictJSON

/// `<asset>/claims/<prefix>.json`: the holders and claims whose account begins with a prefix, with
/// explanation and proof.
///
/// Each ruleset has a document of its own: versions 1 and 2.
public struct ClaimsDocument: Sendable, Hashable {
  /// The epoch's number.
  public let epoch: Int
  /// The payout asset's identifier.
  public let asset: String
  /// The prefix's digits, without `0x`.
  public let prefix: String
  /// The tree's root; `nil` when there are no claims.
  public let root: Digest?
  /// What proves the holders in the sum tree; `nil` under ruleset 1, and where the file has none.
  public let sums: SumProof?
  /// The holders, in account order.
  public let holders: [ExplainedHolder]
  /// The claims, in account order.
  public let claims: [ProvenClaim]
  private let ruleset: Ruleset

  /// Creates the document.
  ///
  /// - Parameters:
  ///   - ruleset: The epoch's ruleset.
  ///   - epoch: The epoch's number.
  ///   - asset: The payout asset's identifier.
  ///   - prefix: The prefix's digits, without `0x`.
  ///   - root: The tree's root.
  ///   - sums: What proves the holders in the sum tree; not written under ruleset 1.
  ///   - holders: The holders, in account order.
  ///   - claims: The claims, in account order; under ruleset 1 of these holders alone.
  public init(
    ruleset: Ruleset,
    epoch: Int,
    asset: String,
    prefix: String,
    root: Digest?,
    sums: SumProof?,
    holders: [ExplainedHolder],
    claims: [ProvenClaim]
  ) {
    self.ruleset = ruleset
    self.epoch = epoch
    self.asset = asset
    self.prefix = prefix
    self.root = root
    switch ruleset {
    case .v1: self.sums = nil
    case .v2: self.sums = sums
    }
    self.holders = holders
    self.claims = claims
  }

  /// The document's bytes.
  public var bytes: [UInt8] {
    let head: [JSONValue.Member] = [
      .init("epoch", .integer(epoch)),
      .init("asset", .string(asset)),
      .init("prefix", .string("0x" + prefix)),
      .init("root", .optional(root?.description)),
    ]
    let format: String
    let rows: [JSONValue.Member]
    switch ruleset {
    case .v1:
      format = Self.format1
      let claims = Dictionary(uniqueKeysWithValues: claims.map { ($0.account, $0) })
      rows = [
        .init(
          "holders",
          .array(holders.map { .holder1($0, claim: claims[$0.share.account]) })
        )
      ]
    case .v2:
      format = Self.format2
      rows = [
        .init("sums", .sums(sums)),
        .init("holders", .array(holders.map(JSONValue.holder2))),
        .init("claims", .array(claims.map(JSONValue.claim2))),
      ]
    }
    return JSONValue.object([.init("format", .string(format))] + head + rows).canonicalBytes
  }

  /// What stands under the key `format`, one for each version.
  static let formats = [format1, format2]

  /// Reads the document.
  ///
  /// - Parameter bytes: Its bytes.
  /// - Throws: ``DocumentError``.
  public init(parsing bytes: [UInt8]) throws(DocumentError) {
    try self.init(JSONCursor(parsing: bytes, formats: Self.formats))
  }

  init(_ document: JSONCursor) throws(DocumentError) {
    let prefix = try document.member("prefix").text()
    guard prefix.utf8.starts(with: "0x".utf8) else {
      throw DocumentError(at: "prefix", "expected 0x")
    }
    self.epoch = try document.member("epoch").count()
    self.asset = try document.member("asset").text()
    self.prefix = String(prefix.dropFirst(2))
    self.root = try document.member("root").optional { value throws(DocumentError) in
      try value.digest()
    }
    let keys = ["format", "epoch", "asset", "prefix", "root", "holders"]
    if try document.member("format").text() == Self.format1 {
      try document.allow(keys)
      let rows = try document.member("holders").map { value throws(DocumentError) in
        try value.holder1()
      }
      self.ruleset = .v1
      self.sums = nil
      self.holders = rows.map(\.holder)
      self.claims = rows.compactMap(\.claim)
    } else {
      try document.allow(keys + ["sums", "claims"])
      self.ruleset = .v2
      self.sums = try document.member("sums").optional { value throws(DocumentError) in
        try value.sums()
      }
      self.holders = try document.member("holders").map { value throws(DocumentError) in
        try value.holder2()
      }
      self.claims = try document.member("claims").map { value throws(DocumentError) in
        try value.claim2()
      }
    }
  }
}
