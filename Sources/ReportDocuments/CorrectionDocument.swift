public import EVMTypes
public import FileStore
import StrictJSON

/// `correction.json`: what a correction changes of the publication that it corrects, and why.
///
/// - Source: docs/specification.md, section 14.
public struct CorrectionDocument: Sendable, Hashable {
  /// How the claims of a payout asset change.
  public struct Payout: Sendable, Hashable {
    /// The payout asset's identifier.
    public let asset: String
    /// How many holders have another share.
    public let differenceCount: Int
    /// What the shares that grow grow by, in base units.
    public let increase: UInt256
    /// What the shares that shrink shrink by, in base units.
    public let decrease: UInt256
    /// The claims tree's root that was published.
    public let rootBefore: Digest?
    /// The corrected claims tree's root.
    public let rootAfter: Digest?

    /// Creates the payout asset's part.
    ///
    /// - Parameters:
    ///   - asset: The payout asset's identifier.
    ///   - differenceCount: How many holders have another share.
    ///   - increase: What the shares that grow grow by.
    ///   - decrease: What the shares that shrink shrink by.
    ///   - rootBefore: The root that was published.
    ///   - rootAfter: The corrected root.
    public init(
      asset: String,
      differenceCount: Int,
      increase: UInt256,
      decrease: UInt256,
      rootBefore: Digest?,
      rootAfter: Digest?
    ) {
      self.asset = asset
      self.differenceCount = differenceCount
      self.increase = increase
      self.decrease = decrease
      self.rootBefore = rootBefore
      self.rootAfter = rootAfter
    }
  }

  /// A figure that differs.
  public struct Figure: Sendable, Hashable {
    /// Where it stands, such as `assets[0].pool.amount`.
    public let place: String
    /// What was published; `nil` for nothing.
    public let before: String?
    /// What stands there now; `nil` for nothing.
    public let after: String?

    /// Creates a figure.
    ///
    /// - Parameters:
    ///   - place: Where it stands.
    ///   - before: What was published.
    ///   - after: What stands there now.
    public init(place: String, before: String?, after: String?) {
      self.place = place
      self.before = before
      self.after = after
    }
  }

  /// How a table of the inputs differs.
  public struct Table: Sendable, Hashable {
    /// How many rows are listed of each kind at most.
    public static let listedCount = 100

    /// The table, relative to the publication's folder.
    public let path: RelativePath
    /// How many of the published rows are gone.
    public let removedCount: Int
    /// How many rows are new.
    public let addedCount: Int
    /// The first rows that are gone, as they stood there.
    public let removed: [String]
    /// The first rows that are new, as they stand there.
    public let added: [String]

    /// Sets the rows of two tables against each other, regardless of their order.
    ///
    /// - Parameters:
    ///   - path: The table, relative to the publication's folder.
    ///   - removed: The rows that are gone, in the order of the published table.
    ///   - added: The rows that are new, in the order of the new one.
    public init(path: RelativePath, removed: [String], added: [String]) {
      self.init(
        path: path,
        removedCount: removed.count,
        addedCount: added.count,
        removed: Array(removed.prefix(Self.listedCount)),
        added: Array(added.prefix(Self.listedCount))
      )
    }

    init(
      path: RelativePath,
      removedCount: Int,
      addedCount: Int,
      removed: [String],
      added: [String]
    ) {
      self.path = path
      self.removedCount = removedCount
      self.addedCount = addedCount
      self.removed = removed
      self.added = added
    }
  }

  /// What stands under the key `format`.
  public static let format = "revshare-correction-v1"

  /// What names the correction.
  public let publication: PublicationName
  /// Why it was made.
  public let reason: String
  /// What becomes of the money.
  public let settlement: Settlement
  /// How claims change, for each payout asset of the correction, then for those that it has no longer.
  public let payouts: [Payout]
  /// The terms that differ, in the order of `inputs/epoch.json`.
  public let terms: [Figure]
  /// The tables of inputs that differ.
  public let tables: [Table]
  /// The figures that differ, in the order of `report.json`.
  public let figures: [Figure]

  /// Creates the document.
  ///
  /// - Parameters:
  ///   - publication: What names the correction.
  ///   - reason: Why it was made.
  ///   - settlement: What becomes of the money.
  ///   - payouts: How claims change.
  ///   - terms: The terms that differ.
  ///   - tables: The tables of inputs that differ.
  ///   - figures: The figures that differ.
  public init(
    publication: PublicationName,
    reason: String,
    settlement: Settlement,
    payouts: [Payout],
    terms: [Figure],
    tables: [Table],
    figures: [Figure]
  ) {
    self.publication = publication
    self.reason = reason
    self.settlement = settlement
    self.payouts = payouts
    self.terms = terms
    self.tables = tables
    self.figures = figures
  }
}
