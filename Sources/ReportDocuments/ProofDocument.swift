public import Distribution
public import EVMTypes
public import MerkleClaims
import StrictJSON

/// An account's claim in one payout asset with all that is needed to check it, in a file that can be kept.
///
/// Each ruleset has a document of its own: versions 1 and 2.
public struct ProofDocument: Sendable, Hashable {
  /// The terms that a claim is checked under.
  public struct Terms: Sendable, Hashable {
    /// The epoch's ruleset.
    public let ruleset: Ruleset
    /// The epoch.
    public let epoch: Epoch
    /// The chain that it is paid on.
    public let chain: Chain
    /// What is staked; `nil` in a document of ruleset 1, which does not say.
    public let token: Token?
    /// How stake becomes weight.
    public let weighting: Weighting
    /// What is paid.
    public let asset: Asset
    /// The contract that pays.
    public let distributor: Address?
    /// The tree that the claim is committed to.
    public let tree: TreeTerms
    /// What a claim's amount counts.
    public let scheme: ClaimScheme
    /// Less than this accrues, in base units of the asset.
    public let minimum: UInt256
  }

  /// The terms.
  public let terms: Terms
  /// The tree's root; `nil` when there are no claims.
  public let root: Digest?
  /// What was divided among holders, in base units of the asset.
  public let allocation: UInt256
  /// All holders' weight, in base units of the staked token × seconds ÷ D.
  public let totalWeight: UInt256
  /// What proves the account's row in the sum tree; `nil` where the account is no holder, in a file that was kept
  /// before there was a sum tree, and in a document of ruleset 1, which does not hold it.
  public let sums: SumProof?
  /// The account.
  public let account: Address
  /// The account's figures as a holder; `nil` for one that only receives what others are paid.
  public let holder: ExplainedHolder?
  /// The share's parts by stream, in their order, then what was returned (ruleset 2), then what was carried
  /// in; empty without a holder.
  public let parts: [Identity.Term]
  /// The account's claim; `nil` when there is nothing to claim.
  public let claim: ProvenClaim?

  /// Collects an account's proof.
  ///
  /// - Parameters:
  ///   - account: The account.
  ///   - report: The epoch's report.
  ///   - payout: One of its payout assets.
  ///   - sums: What proves the holder's row in the sum tree.
  ///   - holder: The account's figures as a holder.
  ///   - claim: The account's claim.
  public init(
    of account: Address,
    report: EpochReport,
    payout: PayoutReport,
    sums: SumProof?,
    holder: ExplainedHolder?,
    claim: ProvenClaim?
  ) {
    self.init(
      terms: Terms(
        ruleset: report.ruleset,
        epoch: report.epoch,
        chain: report.chain,
        token: report.token,
        weighting: report.weighting,
        asset: payout.asset,
        distributor: payout.distributor,
        tree: payout.claims.tree,
        scheme: payout.claims.scheme,
        minimum: payout.payment.minimum
      ),
      root: payout.claims.root,
      allocation: payout.allocation.amount,
      totalWeight: report.stake.totalWeight,
      sums: sums,
      account: account,
      holder: holder,
      parts: holder.map { payout.parts(of: $0.share.share, under: report.ruleset) } ?? [],
      claim: claim
    )
  }

  init(
    terms: Terms,
    root: Digest?,
    allocation: UInt256,
    totalWeight: UInt256,
    sums: SumProof?,
    account: Address,
    holder: ExplainedHolder?,
    parts: [Identity.Term],
    claim: ProvenClaim?
  ) {
    self.terms = terms
    self.root = root
    self.allocation = allocation
    self.totalWeight = totalWeight
    self.sums = sums
    self.account = account
    self.holder = holder
    self.parts = parts
    self.claim = claim
  }

  /// The document's bytes.
  public var bytes: [UInt8] { json.canonicalBytes }

  var json: JSONValue {
    switch terms.ruleset {
    case .v1: version1
    case .v2: version2
    }
  }

  /// Reads the document.
  ///
  /// - Parameter bytes: Its bytes.
  /// - Throws: ``DocumentError``.
  public init(parsing bytes: [UInt8]) throws(DocumentError) {
    try self.init(JSONCursor(parsing: bytes, formats: Self.formats))
  }

  init(_ document: JSONCursor) throws(DocumentError) {
    let format = try document.member("format")
    switch try format.text() {
    case Self.format1: try self.init(version1: document)
    case Self.format2: try self.init(version2: document)
    default: throw format.error("expected \(Self.formats.joined(separator: " or "))")
    }
  }

  /// What stands under the key `format`, one for each version.
  public static let formats = [format1, format2]
}

extension PayoutReport {
  /// A share's parts by stream, with the streams' identifiers.
  ///
  /// - Parameters:
  ///   - share: A holder's share, in base units of the asset.
  ///   - ruleset: The epoch's ruleset: under ruleset 1 nothing is ever returned.
  /// - Returns: The parts, in the order of streams, then what was returned and carried in.
  public func parts(of share: UInt256, under ruleset: Ruleset) -> [Identity.Term] {
    let parts = PartsByStream(streams: streams, pool: pool, remainderIn: allocation.remainderIn)
    let names = streams.map(\.stream.id) + ["returned", "carried in"]
    let terms = zip(names, parts.parts(of: share)).map { Identity.Term($0, $1) }
    switch ruleset {
    case .v1: return terms.dropLast(2) + terms.suffix(1)
    case .v2: return terms
    }
  }
}

extension JSONValue {
  static func parts(_ parts: [Identity.Term]) -> JSONValue {
    .array(
      parts.map {
        .object([.init("source", .string($0.name)), .init("amount", .amount($0.amount))])
      }
    )
  }
}

extension JSONCursor {
  func parts() throws(DocumentError) -> [Identity.Term] {
    try map { value throws(DocumentError) in
      try value.allow(["source", "amount"])
      return Identity.Term(
        try value.member("source").text(),
        try value.member("amount").amount()
      )
    }
  }
}
