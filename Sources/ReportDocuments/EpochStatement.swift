public import Distribution
public import EVMTypes
import StrictJSON

/// `statement.json`: what the log holds of a publication, byte for byte.
///
/// Small, so that the log stays small: the manifest's digest binds all evidence, the figures say what a reader
/// wants without opening it.
///
/// - Source: docs/specification.md, section 13.
public struct EpochStatement: Sendable, Hashable {
  /// What is said of a payout asset.
  public struct Payout: Sendable, Hashable {
    /// The payout asset's identifier.
    public let asset: String
    /// The contract that pays claims.
    public let distributor: Address?
    /// How many claims there are.
    public let claimCount: Int
    /// The claims tree's root; `nil` without claims.
    public let claimsRoot: Digest?
    /// What the distributor must be funded with, in base units.
    public let toFund: UInt256
    /// The sum of claims, in base units.
    public let claimsTotal: UInt256
    /// The sum tree over all holders; `nil` without holders.
    public let sums: Sums?

    /// Creates the payout asset's part.
    ///
    /// - Parameters:
    ///   - asset: The payout asset's identifier.
    ///   - distributor: The contract that pays claims.
    ///   - claims: The claims.
    ///   - sums: The sum tree over all holders.
    public init(asset: String, distributor: Address?, claims: ClaimsFigures, sums: Sums?) {
      self.init(
        asset: asset,
        distributor: distributor,
        claimCount: claims.count,
        claimsRoot: claims.root,
        toFund: claims.toFund,
        claimsTotal: claims.total,
        sums: sums
      )
    }

    init(
      asset: String,
      distributor: Address?,
      claimCount: Int,
      claimsRoot: Digest?,
      toFund: UInt256,
      claimsTotal: UInt256,
      sums: Sums?
    ) {
      self.asset = asset
      self.distributor = distributor
      self.claimCount = claimCount
      self.claimsRoot = claimsRoot
      self.toFund = toFund
      self.claimsTotal = claimsTotal
      self.sums = sums
    }
  }

  /// The sum tree's root and what the rows of `holders.csv` add up to.
  public struct Sums: Sendable, Hashable {
    /// How many rows there are.
    public let holderCount: Int
    /// The root.
    public let root: Digest
    /// All weights, in units of the epoch's denominator.
    public let weight: UInt256
    /// All shares, in base units of the payout asset.
    public let shares: UInt256
    /// All payments, in the same unit.
    public let paid: UInt256

    /// Creates the sums.
    ///
    /// - Parameters:
    ///   - holderCount: How many rows there are.
    ///   - root: The root.
    ///   - weight: All weights.
    ///   - shares: All shares.
    ///   - paid: All payments.
    public init(
      holderCount: Int,
      root: Digest,
      weight: UInt256,
      shares: UInt256,
      paid: UInt256
    ) {
      self.holderCount = holderCount
      self.root = root
      self.weight = weight
      self.shares = shares
      self.paid = paid
    }
  }

  /// What a correction says of the publication that it corrects.
  public struct Corrected: Sendable, Hashable {
    /// Its place in the log, from 0.
    public let entry: Int
    /// Its name.
    public let publication: PublicationName
    /// Why it is corrected.
    public let reason: String
    /// What becomes of the money.
    public let settlement: Settlement

    /// Creates the reference.
    ///
    /// - Parameters:
    ///   - entry: Its place in the log.
    ///   - publication: Its name.
    ///   - reason: Why it is corrected.
    ///   - settlement: What becomes of the money.
    public init(
      entry: Int,
      publication: PublicationName,
      reason: String,
      settlement: Settlement
    ) {
      self.entry = entry
      self.publication = publication
      self.reason = reason
      self.settlement = settlement
    }
  }

  /// What stands under the key `format`.
  public static let format = "revshare-statement-v1"
  /// How many bytes a statement may have: the length that an entry bundle can give.
  public static let byteLimit = 65_535

  /// What names the publication.
  public let publication: PublicationName
  /// The digest of its `manifest.json`, which holds those of all its evidence.
  public let manifest: ContentDigest
  /// The chain that claims are paid on.
  public let chain: UInt64
  /// The last block before the epoch's end, where the inputs name it.
  public let block: ChainBlock?
  /// What is paid, in the order of the report.
  public let payouts: [Payout]
  /// What it corrects; `nil` for an epoch as it was published first.
  public let corrected: Corrected?
  /// The program that made it, with its version.
  public let program: String
  /// The digest of `inputs/weights.csv`, where weights were given.
  public let weights: ContentDigest?

  /// Creates a statement.
  ///
  /// - Parameters:
  ///   - publication: What names the publication.
  ///   - manifest: The digest of its `manifest.json`.
  ///   - chain: The chain that claims are paid on.
  ///   - block: The last block before the epoch's end.
  ///   - payouts: What is paid, in the order of the report.
  ///   - corrected: What it corrects.
  ///   - program: The program that made it, with its version.
  ///   - weights: The digest of the table that weights were given by.
  public init(
    publication: PublicationName,
    manifest: ContentDigest,
    chain: UInt64,
    block: ChainBlock? = nil,
    payouts: [Payout],
    corrected: Corrected?,
    program: String,
    weights: ContentDigest? = nil
  ) {
    self.publication = publication
    self.manifest = manifest
    self.chain = chain
    self.block = block
    self.payouts = payouts
    self.corrected = corrected
    self.program = program
    self.weights = weights
  }
}
