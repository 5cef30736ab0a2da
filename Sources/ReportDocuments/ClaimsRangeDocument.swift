public import Distribution
public import EVMTypes
public import MerkleClaims
import StrictJSON

/// `<asset>/claims/<prefix>.json` of a large distribution: the accounts that begin with a prefix, without proofs of their
/// own and without pieces, and what proves all of them together.
///
/// - Source: docs/specification.md, section 9.1.
public struct ClaimsRangeDocument: Sendable, Hashable {
  /// What stands under the key `format`.
  static let format = "revshare-claims-range-v1"

  /// An account that is a holder, or has a claim, or both.
  public struct Row: Sendable, Hashable {
    /// The account.
    public let account: Address
    /// Its figures as a holder.
    public let holder: HolderShare?
    /// Its claim.
    public let claim: RangedClaim?

    /// Creates a row.
    ///
    /// - Parameters:
    ///   - account: The account.
    ///   - holder: Its figures as a holder.
    ///   - claim: Its claim.
    public init(account: Address, holder: HolderShare?, claim: RangedClaim?) {
      self.account = account
      self.holder = holder
      self.claim = claim
    }
  }

  /// The epoch's number.
  public let epoch: Int
  /// The payout asset's identifier.
  public let asset: String
  /// The prefix's digits, without `0x`.
  public let prefix: String
  /// The tree's root; `nil` when there are no claims.
  public let root: Digest?
  /// What proves the holders in the sum tree; `nil` where no row is a holder.
  public let sums: SumProof?
  /// What proves the claims in their tree; `nil` where no row has a claim.
  public let range: ClaimRange?
  /// The accounts, in order.
  public let rows: [Row]

  /// Creates the document.
  ///
  /// - Parameters:
  ///   - epoch: The epoch's number.
  ///   - asset: The payout asset's identifier.
  ///   - prefix: The prefix's digits, without `0x`.
  ///   - root: The tree's root.
  ///   - sums: What proves the holders in the sum tree.
  ///   - range: What proves the claims in their tree.
  ///   - rows: The accounts, in order.
  public init(
    epoch: Int,
    asset: String,
    prefix: String,
    root: Digest?,
    sums: SumProof?,
    range: ClaimRange?,
    rows: [Row]
  ) {
    self.epoch = epoch
    self.asset = asset
    self.prefix = prefix
    self.root = root
    self.sums = sums
    self.range = range
    self.rows = rows
  }

  /// The document's bytes.
  public var bytes: [UInt8] {
    let upperCases = AccountChecksums.upperCases(of: rows.map(\.account))
    return JSONValue.object([
      .init("format", .string(Self.format)),
      .init("epoch", .integer(epoch)),
      .init("asset", .string(asset)),
      .init("prefix", .string("0x" + prefix)),
      .init("root", .optional(root?.description)),
      .init("sums", .sums(sums)),
      .init("tree", .range(range)),
      .init("rows", .array(zip(rows, upperCases).map { .string($0.text(upperCase: $1)) })),
      .init("payments", .array(rows.flatMap(JSONValue.rangedPayments))),
    ]).canonicalBytes
  }
}

extension JSONValue {
  fileprivate static func range(_ range: ClaimRange?) -> JSONValue {
    guard let range else { return .null }
    return .object([
      .init("first", .integer(range.first)),
      .init("count", .integer(range.claimCount)),
      .init("nodes", .array(range.nodes.map { .string($0.description) })),
    ])
  }

  fileprivate static func rangedPayments(_ row: ClaimsRangeDocument.Row) -> [JSONValue] {
    guard let claim = row.claim, claim.payments != row.ownPayments else { return [] }
    return claim.payments.map {
      .object([
        .init("account", .account(row.account)),
        .init("holder", .account($0.holder)),
        .init("paid", .amount($0.paid)),
      ])
    }
  }
}
