public import ClaimVerifier
public import Distribution
public import EVMTypes
public import MerkleClaims
import StrictJSON

/// What a file of claims says of its accounts, in whichever form it was published.
public enum PublishedClaims: Sendable, Hashable {
  /// With proofs and what led to each weight.
  case explicit(ClaimsDocument)
  /// A range of a large distribution, which is proven as a whole.
  case range(ClaimsRangeDocument)

  /// Reads a file.
  ///
  /// - Parameter bytes: Its bytes.
  /// - Throws: ``DocumentError``.
  public init(parsing bytes: [UInt8]) throws(DocumentError) {
    let document = try JSONCursor(
      parsing: bytes,
      formats: ClaimsDocument.formats + [ClaimsRangeDocument.format]
    )
    self =
      try document.member("format").text() == ClaimsRangeDocument.format
      ? .range(try ClaimsRangeDocument(document)) : .explicit(try ClaimsDocument(document))
  }

  /// The epoch's number.
  public var epoch: Int {
    switch self {
    case .explicit(let document): document.epoch
    case .range(let document): document.epoch
    }
  }

  /// The payout asset's identifier.
  public var asset: String {
    switch self {
    case .explicit(let document): document.asset
    case .range(let document): document.asset
    }
  }

  /// The tree's root; `nil` when there are no claims.
  public var root: Digest? {
    switch self {
    case .explicit(let document): document.root
    case .range(let document): document.root
    }
  }

  /// What proves the holders in the sum tree.
  public var sums: SumProof? {
    switch self {
    case .explicit(let document): document.sums
    case .range(let document): document.sums
    }
  }

  /// The holders, in account order.
  public var holders: [HolderShare] {
    switch self {
    case .explicit(let document): document.holders.map(\.share)
    case .range(let document): document.rows.compactMap(\.holder)
    }
  }

  /// An account's figures as a holder.
  ///
  /// - Parameter account: The account.
  /// - Returns: The figures, with what led to the weight where the file has that; `nil` where it is no holder.
  public func holder(_ account: Address) -> ExplainedHolder? {
    switch self {
    case .explicit(let document): document.holders.first { $0.share.account == account }
    case .range(let document):
      document.rows.first { $0.account == account }?.holder.map {
        ExplainedHolder(share: $0, explanation: .elsewhere)
      }
    }
  }

  /// An account's claim with its proof.
  ///
  /// - Parameters:
  ///   - account: The account.
  ///   - leaf: How claims become leaves.
  /// - Returns: The claim; `nil` where it has none.
  /// - Throws: ``DocumentError`` where the nodes of a range are not those that it needs.
  public func claim(of account: Address, _ leaf: ClaimLeaf) throws(DocumentError) -> ProvenClaim? {
    switch self {
    case .explicit(let document): document.claims.first { $0.account == account }
    case .range(let document): try document.claim(of: account, leaf)
    }
  }
}

extension ClaimsRangeDocument {
  fileprivate func claim(
    of account: Address,
    _ leaf: ClaimLeaf
  ) throws(DocumentError) -> ProvenClaim? {
    let claims = rows.compactMap { row in row.claim.map { (account: row.account, claim: $0) } }
    guard let place = claims.firstIndex(where: { $0.account == account }) else { return nil }
    guard let range, range.first <= 1 << 53 else {
      throw DocumentError(at: "tree", "a claim without nodes that prove it")
    }
    let leaves = claims.enumerated().map { number, row in
      leaf.hash(
        index: UInt64(row.claim.index ?? range.first + number),
        account: row.account,
        amount: row.claim.amount
      )
    }
    guard let fold = ClaimRangeFold(leaves, in: range, of: leaf.preset) else {
      throw DocumentError(at: "tree.nodes", "not the nodes that these claims need")
    }
    let claim = claims[place].claim
    return ProvenClaim(
      before: claim.before,
      payments: claim.payments,
      proof: ClaimProof(
        claim: Claim(account: account, amount: claim.amount),
        index: claim.index ?? range.first + place,
        leaf: range.first + place,
        leafHash: leaves[place],
        siblings: fold.siblings(ofLeaf: place)
      )
    )
  }
}
