public import Distribution
public import EVMTypes
import StrictJSON

/// A claim with all that its holder needs to check it, in a file that the holder can keep.
public struct ProofDocument: Sendable, Hashable {
  /// What stands under the key `format`.
  public static let format = "revshare-proof-v1"

  /// The epoch.
  public let epoch: Epoch
  /// What is paid.
  public let asset: Asset
  /// The chain that it is paid on.
  public let chain: Chain
  /// The contract that pays.
  public let distributor: Address?
  /// The tree that the claim is committed to.
  public let tree: TreeTerms
  /// The tree's root; `nil` when there are no claims.
  public let root: Digest?
  /// What was divided among holders, in base units of the asset.
  public let allocation: UInt256
  /// All holders' weight.
  public let totalWeight: UInt256
  /// The share's parts by stream, in their order, the part carried in last.
  public let parts: [Identity.Term]
  /// The holder's row.
  public let holder: ClaimsDocument.Holder

  /// Collects a holder's proof.
  ///
  /// - Parameters:
  ///   - report: The epoch's report.
  ///   - holder: The holder's row.
  public init(report: EpochReport, holder: ClaimsDocument.Holder) {
    let parts = PartsByStream(streams: report.streams, allocation: report.allocation)
    self.epoch = report.epoch
    self.asset = report.asset
    self.chain = report.chain
    self.distributor = report.distributor
    self.tree = report.claims.tree
    self.root = report.claims.root
    self.allocation = report.allocation.amount
    self.totalWeight = report.stake.totalWeight
    self.parts = zip(
      report.streams.map(\.stream.id) + ["carried in"],
      parts.parts(of: holder.share.share)
    ).map { Identity.Term($0, $1) }
    self.holder = holder
  }

  /// The document's bytes.
  public var bytes: [UInt8] {
    let head: [JSONValue.Member] = [
      .init("format", .string(Self.format)),
      .init("epoch", .epoch(epoch)),
      .init("chain", .chain(chain)),
      .init("distributor", .optional(distributor?.description)),
      .init("asset", .asset(asset)),
    ]
    let rest: [JSONValue.Member] = [
      .init("root", .optional(root?.description)),
      .init("allocation", .amount(allocation)),
      .init("totalWeight", .amount(totalWeight)),
      .init("holder", .holder(holder)),
      .init(
        "parts",
        .array(
          parts.map {
            .object([.init("source", .string($0.name)), .init("amount", .amount($0.amount))])
          }
        )
      ),
    ]
    return JSONValue.object(head + JSONValue.tree(tree) + rest).canonicalBytes
  }

  /// Reads the document.
  ///
  /// - Parameter bytes: Its bytes.
  /// - Throws: ``DocumentError``.
  public init(parsing bytes: [UInt8]) throws(DocumentError) {
    let document = try JSONCursor(parsing: bytes, format: Self.format)
    try document.allow([
      "format", "epoch", "chain", "distributor", "asset", "tree", "root", "allocation",
      "totalWeight", "holder", "parts",
    ])
    self.epoch = try document.member("epoch").epoch()
    self.chain = try document.member("chain").chain()
    self.distributor = try document.member("distributor").optional {
      value throws(DocumentError) in try value.account()
    }
    let asset = try document.member("asset").asset()
    self.asset = asset
    self.tree = try document.tree(of: asset)
    self.root = try document.member("root").optional { value throws(DocumentError) in
      try value.digest()
    }
    self.allocation = try document.member("allocation").amount()
    self.totalWeight = try document.member("totalWeight").amount()
    self.holder = try document.member("holder").holder()
    self.parts = try document.member("parts").map { value throws(DocumentError) in
      try value.allow(["source", "amount"])
      return Identity.Term(
        try value.member("source").text(),
        try value.member("amount").amount()
      )
    }
  }
}
