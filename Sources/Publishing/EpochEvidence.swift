public import Distribution
import EVMTypes
import FileStore
public import MerkleClaims
public import ReportDocuments
import Signing
import Synchronization

/// A computed publication, an epoch or a correction of it, with everything that is published of it but views.
///
/// A function of the inputs: publishing writes its documents, the audit makes them again and compares.
public struct EpochEvidence: Sendable {
  /// What names the publication.
  public let name: PublicationName
  /// What it changes of the publication that it corrects; `nil` for an epoch as it is published first.
  public private(set) var correction: CorrectionDocument?
  /// How shares differ from those of the publication that it corrects, by payout asset.
  public private(set) var differences: [PayoutDifferences] = []
  /// What the epoch was computed from.
  public let inputs: EpochInputs
  /// The report of the epoch before.
  public let previous: InputsDocument.Previous?
  /// The figures.
  public let distribution: EpochDistribution
  /// The claims' tree of each payout asset, in their order; `nil` when there are no claims.
  public let trees: [ClaimTree?]
  /// The sum tree over the holders of each payout asset, in their order; `nil` without holders.
  public let sums: [SumTree?]
  /// The report.
  public let report: EpochReport
  private let memo = ManifestMemo()

  /// The digests of all documents; made when it is first asked for.
  public var manifest: Manifest { memo.manifest { manifest { _, _ in } } }

  /// Makes the digests of all documents, where that was not done before.
  ///
  /// - Parameter progress: Called after each document, with how many rows are made and how many there are.
  public func makeDocuments(progress: (Int, Int) -> Void) {
    _ = memo.manifest { manifest(progress: progress) }
  }

  private func manifest(progress: (Int, Int) -> Void) -> Manifest {
    let documents = documents
    let rowCount = documents.rowCount
    var (files, done) = ([Manifest.File](), 0)
    documents.forEach(\.file) { document, file in
      files.append(file)
      done += document.rowCount
      progress(done, rowCount)
    }
    return Manifest(files: files)
  }

  /// Keeps the digests of all documents, which were made in another way.
  func keep(_ manifest: Manifest) { _ = memo.manifest { manifest } }

  /// Computes an epoch and its claims.
  ///
  /// - Parameters:
  ///   - inputs: The epoch's canonical slice.
  ///   - previous: The report of the epoch before.
  /// - Throws: `DistributionError`.
  public init(
    of inputs: EpochInputs,
    after previous: InputsDocument.Previous?
  ) throws(DistributionError) {
    try self.init(PublicationName(epoch: inputs.terms.epoch.number), of: inputs, after: previous)
  }

  /// Computes a correction.
  ///
  /// - Parameters:
  ///   - published: The publication that it corrects.
  ///   - inputs: The epoch's canonical slice as it should have been.
  ///   - previous: The report of the epoch before.
  ///   - reason: Why it is corrected.
  ///   - settlement: What becomes of the money.
  /// - Throws: `DistributionError`.
  public init(
    correcting published: EpochEvidence,
    with inputs: EpochInputs,
    after previous: InputsDocument.Previous?,
    reason: String,
    settlement: Settlement
  ) throws(DistributionError) {
    let name = PublicationName(
      epoch: published.number,
      correction: published.name.correction + 1
    )
    try self.init(name, of: inputs, after: previous)
    let differences = try Self.differences(between: distribution, and: published.distribution)
    self.correction = try Self.correction(
      name,
      reason,
      settlement,
      of: published,
      self,
      differences
    )
    self.differences = differences
  }

  private init(
    _ name: PublicationName,
    of inputs: EpochInputs,
    after previous: InputsDocument.Previous?
  ) throws(DistributionError) {
    let distribution = try EpochDistribution(of: inputs)
    var trees: [ClaimTree?] = []
    var sums: [SumTree?] = []
    var claims: [ClaimsFigures] = []
    for payout in distribution.payouts {
      let tree = try Self.tree(of: payout)
      trees.append(tree)
      sums.append(try Self.sums(of: payout))
      claims.append(try Self.figures(of: payout, tree, inputs.terms.ruleset))
    }
    self.name = name
    self.inputs = inputs
    self.previous = previous
    self.distribution = distribution
    self.trees = trees
    self.sums = sums
    self.report = EpochReport(
      of: distribution,
      claims: claims,
      borders: Self.borders(of: inputs, distribution)
    )
  }

  /// What a payout asset's claims add up to, from the tree's own claims, so that the report states what it
  /// commits to.
  private static func figures(
    of payout: PayoutDistribution,
    _ tree: ClaimTree?,
    _ ruleset: Ruleset
  ) throws(DistributionError) -> ClaimsFigures {
    let total = try total(of: tree?.claims ?? [])
    var before = UInt256.zero
    for claim in payout.claims {
      before = before.addingReportingOverflow(claim.before).partialValue
    }
    let (toFund, isBelow) = total.subtractingReportingOverflow(before)
    guard !isBelow, toFund == payout.payment.paid else { throw .identityBroken("claims") }
    let accounts = payout.accounts
    let holdsRanges =
      switch ruleset {
      case .v1: false
      case .v2: payout.terms.isLarge(accounts.count)
      }
    return ClaimsFigures(
      count: payout.claims.count,
      total: total,
      toFund: toFund,
      scheme: payout.terms.scheme,
      before: before,
      tree: payout.terms.tree,
      root: tree?.root,
      partition: ClaimPartition(
        of: accounts,
        under: ruleset,
        holdsRanges: holdsRanges
      )
    )
  }

  /// The digests of what an epoch begins and ends with.
  static func borders(
    of inputs: EpochInputs,
    _ distribution: EpochDistribution
  ) -> EpochReport.Borders {
    let balances: (opening: TableFigures, closing: TableFigures)?
    switch inputs.terms.ruleset {
    case .v1: balances = nil
    case .v2:
      balances = (figures(of: inputs.openingBalances), figures(of: distribution.closingBalances))
    }
    return EpochReport.Borders(
      // Where weights were given, nobody says which lots stood.
      openingLots: distribution.closingLots.map { _ in figures(of: inputs.openingLots) },
      closingLots: distribution.closingLots.map(figures),
      openingBalances: balances?.opening,
      closingBalances: balances?.closing
    )
  }

  /// The claims' tree; `nil` for no claims.
  private static func tree(
    of payout: PayoutDistribution
  ) throws(DistributionError) -> ClaimTree? {
    let claims = payout.claims.map { Claim(account: $0.account, amount: $0.amount) }
    let terms = payout.terms.tree
    do {
      return try ClaimTree(of: claims, leaf: terms.leaf, order: terms.order.leafOrder)
    } catch {
      switch error {
      case .noClaims where claims.isEmpty: return nil
      // Holders stand in account order.
      case .noClaims, .notInAccountOrder: throw .identityBroken("claims")
      case .amountTooLarge, .ambiguousLeaf: throw .noTree(error.description)
      }
    }
  }

  /// The sum tree; `nil` for no holders.
  private static func sums(of payout: PayoutDistribution) throws(DistributionError) -> SumTree? {
    do {
      return try SumTree(over: payout.holders)
    } catch {
      throw .overflow("the sum of all holders' figures")
    }
  }

  /// The sum of the claims themselves, so that the report states what the tree commits to.
  private static func total(of claims: [Claim]) throws(DistributionError) -> UInt256 {
    var total = UInt256.zero
    for claim in claims {
      let (sum, overflow) = total.addingReportingOverflow(claim.amount)
      guard !overflow else { throw .overflow("the sum of claims") }
      total = sum
    }
    return total
  }

  private static func figures(of lots: StakeLots) -> TableFigures {
    TableFigures(
      count: lots.count,
      digest: ContentDigest(of: LotsTable.text(of: lots))
    )
  }

  private static func figures(of balances: [AccountBalance]) -> TableFigures {
    TableFigures(
      count: balances.count,
      digest: ContentDigest(of: BalancesTable.text(of: balances))
    )
  }

  /// The epoch's number.
  public var number: Int { inputs.terms.epoch.number }

  /// How the next epoch refers to this one: by all of its evidence.
  public var reference: InputsDocument.Previous {
    InputsDocument.Previous(
      epoch: number,
      manifest: ContentDigest(bytes: SHA256.hash(manifest.bytes))
    )
  }
}

/// Keeps a manifest, since making it takes all documents.
private final class ManifestMemo: Sendable {
  private let kept = Mutex<Manifest?>(nil)

  func manifest(_ make: () -> Manifest) -> Manifest {
    kept.withLock { kept in
      if let kept { return kept }
      let made = make()
      kept = made
      return made
    }
  }
}
