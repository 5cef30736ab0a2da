public import Distribution
import EVMTypes
import FileStore
public import MerkleClaims
public import ReportDocuments
import Signing
import Synchronization

/// A computed epoch with everything that is published of it but views.
///
/// A function of the inputs: publishing writes its documents, the audit makes them again and compares.
public struct EpochEvidence: Sendable {
  /// What the epoch was computed from.
  public let inputs: EpochInputs
  /// The report of the epoch before.
  public let previous: InputsDocument.Previous?
  /// The figures.
  public let distribution: EpochDistribution
  /// The claims' tree; `nil` when there are no claims.
  public let tree: ClaimTree?
  /// The report.
  public let report: EpochReport
  private let memo = ManifestMemo()

  /// The digests of all documents; made when it is first asked for.
  public var manifest: Manifest {
    memo.manifest { Manifest(files: documents.map { Manifest.File($0.path, $0.bytes) }) }
  }

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
    let distribution = try EpochDistribution(of: inputs)
    let claims = distribution.holders.filter { !$0.paid.isZero }
      .map { Claim(account: $0.account, amount: $0.paid) }
    let tree = try Self.tree(of: claims, inputs.terms.tree)
    let total = try Self.total(of: claims)
    guard total == distribution.allocation.shares else { throw .identityBroken("claims") }
    let report = EpochReport(
      of: distribution,
      claims: ClaimsFigures(
        count: claims.count,
        total: total,
        toFund: total,
        tree: inputs.terms.tree,
        root: tree?.root,
        partition: ClaimPartition(of: distribution.holders.map(\.account))
      ),
      openingLots: Self.figures(of: inputs.openingLots),
      closingLots: Self.figures(of: distribution.closingLots)
    )
    self.inputs = inputs
    self.previous = previous
    self.distribution = distribution
    self.tree = tree
    self.report = report
  }

  /// The claims' tree; `nil` for no claims.
  private static func tree(
    of claims: [Claim],
    _ terms: TreeTerms
  ) throws(DistributionError) -> ClaimTree? {
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

  private static func figures(of lots: [Lot]) -> LotsFigures {
    LotsFigures(
      count: lots.count,
      digest: ContentDigest(bytes: SHA256.hash(LotsTable.bytes(of: lots)))
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

  /// The documents, but the manifest, one by one.
  public var documents: [EvidenceDocument] {
    Self.documents(inputs, previous, distribution, tree, report)
  }

  private static func documents(
    _ inputs: EpochInputs,
    _ previous: InputsDocument.Previous?,
    _ distribution: EpochDistribution,
    _ tree: ClaimTree?,
    _ report: EpochReport
  ) -> [EvidenceDocument] {
    let asset = inputs.terms.asset
    let files = SiteLayout.EpochFiles.self
    var documents = [
      EvidenceDocument(files.terms) {
        InputsDocument(terms: inputs.terms, previous: previous).bytes
      },
      EvidenceDocument(files.revenue) { RevenueTable.bytes(of: inputs.entries) },
      EvidenceDocument(files.staking) { StakingTable.bytes(of: inputs.events) },
      EvidenceDocument(files.openingLots) { LotsTable.bytes(of: inputs.openingLots) },
      EvidenceDocument(files.report) { report.bytes },
      EvidenceDocument(files.holders(asset)) { HoldersTable.bytes(of: distribution.holders) },
      EvidenceDocument(files.claims(asset)) { ClaimAmountsTable.bytes(of: tree) },
    ]
    if let tree, TreeDump.exists(for: inputs.terms.tree) {
      documents.append(EvidenceDocument(files.tree(asset)) { TreeDump.bytes(of: tree) })
    }
    return documents + claimFiles(distribution, tree, report)
  }

  private static func claimFiles(
    _ distribution: EpochDistribution,
    _ tree: ClaimTree?,
    _ report: EpochReport
  ) -> [EvidenceDocument] {
    let partition = report.claims.partition
    let asset = report.asset
    var holders: [String: Range<Int>] = [:]
    for (index, holder) in distribution.holders.enumerated() {
      // Holders of one file stand together, since both follow the order of accounts.
      let prefix = partition.prefix(for: holder.account)
      holders[prefix] = (holders[prefix]?.lowerBound ?? index)..<(index + 1)
    }
    let claimIndices = claimIndices(of: distribution)
    return partition.prefixes.map { [holders] prefix in
      EvidenceDocument(SiteLayout.EpochFiles.claims(asset, prefix: prefix)) {
        ClaimsDocument(
          epoch: report.epoch.number,
          asset: asset.id,
          prefix: prefix,
          root: tree?.root,
          holders: (holders[prefix] ?? 0..<0)
            .map { index in
              ClaimsDocument.Holder(
                share: distribution.holders[index],
                claim: claimIndices[index].flatMap { tree?.claimProof(at: $0) }
              )
            }
        ).bytes
      }
    }
  }

  /// The number of each holder's claim; `nil` for a holder without one.
  private static func claimIndices(of distribution: EpochDistribution) -> [Int?] {
    var next = 0
    return distribution.holders.map { holder in
      guard !holder.paid.isZero else { return nil }
      next += 1
      return next - 1
    }
  }
}

extension Manifest.File {
  init(_ path: RelativePath, _ bytes: [UInt8]) {
    self.init(
      path: path,
      byteCount: bytes.count,
      digest: ContentDigest(bytes: SHA256.hash(bytes))
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
