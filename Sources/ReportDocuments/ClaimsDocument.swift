public import Distribution
public import EVMTypes
public import MerkleClaims
import StrictJSON

/// `<asset>/claims/<prefix>.json`: the holders whose account begins with a prefix, with explanation, claim
/// and proof.
public struct ClaimsDocument: Sendable, Hashable {
  /// A holder's row.
  public struct Holder: Sendable, Hashable {
    /// The weight and share, and how the stake changed.
    public let share: HolderShare
    /// The claim and its proof; `nil` when nothing is paid.
    public let claim: ClaimProof?

    /// Creates a row.
    ///
    /// - Parameters:
    ///   - share: The weight and share.
    ///   - claim: The claim and its proof.
    public init(share: HolderShare, claim: ClaimProof?) {
      self.share = share
      self.claim = claim
    }
  }

  /// What stands under the key `format`.
  public static let format = "revshare-claims-v1"

  /// The epoch's number.
  public let epoch: Int
  /// The payout asset's identifier.
  public let asset: String
  /// The prefix's digits, without `0x`.
  public let prefix: String
  /// The tree's root; `nil` when there are no claims.
  public let root: Digest?
  /// The holders, in account order.
  public let holders: [Holder]

  /// Creates the document.
  ///
  /// - Parameters:
  ///   - epoch: The epoch's number.
  ///   - asset: The payout asset's identifier.
  ///   - prefix: The prefix's digits, without `0x`.
  ///   - root: The tree's root.
  ///   - holders: The holders, in account order.
  public init(epoch: Int, asset: String, prefix: String, root: Digest?, holders: [Holder]) {
    self.epoch = epoch
    self.asset = asset
    self.prefix = prefix
    self.root = root
    self.holders = holders
  }

  /// The document's bytes.
  public var bytes: [UInt8] {
    JSONValue.object([
      .init("format", .string(Self.format)),
      .init("epoch", .integer(epoch)),
      .init("asset", .string(asset)),
      .init("prefix", .string("0x" + prefix)),
      .init("root", .optional(root?.description)),
      .init("holders", .array(holders.map(JSONValue.holder))),
    ]).canonicalBytes
  }

  /// Reads the document.
  ///
  /// - Parameter bytes: Its bytes.
  /// - Throws: ``DocumentError``.
  public init(parsing bytes: [UInt8]) throws(DocumentError) {
    let document = try JSONCursor(parsing: bytes, format: Self.format)
    try document.allow(["format", "epoch", "asset", "prefix", "root", "holders"])
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
    self.holders = try document.member("holders").map { value throws(DocumentError) in
      try value.holder()
    }
  }
}

extension JSONValue {
  static func holder(_ holder: ClaimsDocument.Holder) -> JSONValue {
    .object([
      .init("account", .account(holder.share.account)),
      .init("weight", .amount(holder.share.weight)),
      .init("share", .amount(holder.share.share)),
      .init("paid", .amount(holder.share.paid)),
      .init(
        "stakes",
        .array(
          holder.share.stakes.map {
            .object([
              .init("from", .time($0.from)), .init("to", .time($0.to)),
              .init("amount", .amount($0.amount)),
            ])
          }
        )
      ),
      .init("claim", holder.claim.map(claim) ?? .null),
    ])
  }

  private static func claim(_ claim: ClaimProof) -> JSONValue {
    .object([
      .init("index", .integer(claim.index)),
      .init("amount", .amount(claim.claim.amount)),
      .init("leaf", .integer(claim.leaf)),
      .init("leafHash", .string(claim.leafHash.description)),
      .init("proof", .array(claim.siblings.map { .string($0.description) })),
    ])
  }
}

extension JSONCursor {
  func holder() throws(DocumentError) -> ClaimsDocument.Holder {
    try allow(["account", "weight", "share", "paid", "stakes", "claim"])
    let account = try member("account").account()
    return ClaimsDocument.Holder(
      share: HolderShare(
        account: account,
        weight: try member("weight").amount(),
        share: try member("share").amount(),
        paid: try member("paid").amount(),
        stakes: try member("stakes").map { value throws(DocumentError) in try value.stake() }
      ),
      claim: try member("claim").optional { value throws(DocumentError) in
        try value.claim(of: account)
      }
    )
  }

  private func stake() throws(DocumentError) -> StakeInterval {
    try allow(["from", "to", "amount"])
    let from = try member("from").timestamp()
    let to = try member("to").timestamp()
    guard from < to else { throw error("an interval ends after its start") }
    return StakeInterval(from: from, to: to, amount: try member("amount").amount())
  }

  private func claim(of account: Address) throws(DocumentError) -> ClaimProof {
    try allow(["index", "amount", "leaf", "leafHash", "proof"])
    return ClaimProof(
      claim: Claim(account: account, amount: try member("amount").amount()),
      index: try member("index").count(),
      leaf: try member("leaf").count(),
      leafHash: try member("leafHash").digest(),
      siblings: try member("proof").map { value throws(DocumentError) in try value.digest() }
    )
  }
}
