public import Distribution
import EVMTypes
import FileStore
import MerkleClaims
public import ReportDocuments
import Signing

/// A publication, an epoch or a correction of it, as far as the rest of a site tells of it.
///
/// What is large of its evidence is not held: holders, claims, trees and inputs. ``SiteHistory/evidence(of:)`` makes
/// them again.
public struct PublicationRecord: Sendable {
  /// What names the publication.
  public let name: PublicationName
  /// The terms that it was computed under.
  public let terms: EpochTerms
  /// The evidence of the epoch before.
  public let previous: InputsDocument.Previous?
  /// The report.
  public let report: EpochReport
  /// The digests of all documents.
  public let manifest: Manifest
  /// What it changes of the publication that it corrects; `nil` for an epoch as it is published first.
  public let correction: CorrectionDocument?
  /// How shares differ from those of the publication that it corrects, by payout asset.
  let differences: [EpochEvidence.PayoutDifferences]
  /// What the sum trees commit to, for each payout asset; `nil` where it was not computed.
  private let sums: [EpochStatement.Sums?]?
  /// Reads or gives what pages tell of single holders.
  private let holders: @Sendable () throws(EvidenceError) -> HolderFigures

  /// What pages tell of single holders.
  struct HolderFigures: Sendable {
    /// The shares of holders with weight, by payout asset, in account order, in base units.
    var shares: [[UInt256]] = []
    /// The first of these holders, by payout asset; `nil` where there is none.
    var examples: [HolderShare?] = []
  }

  /// What is held of computed evidence.
  ///
  /// - Parameter evidence: The evidence; its documents are made where they were not staged.
  init(_ evidence: EpochEvidence) {
    self.name = evidence.name
    self.terms = evidence.inputs.terms
    self.previous = evidence.previous
    self.report = evidence.report
    self.manifest = evidence.manifest
    self.correction = evidence.correction
    self.differences = evidence.differences
    self.sums = evidence.sums.map { tree in
      tree.map { tree in
        EpochStatement.Sums(
          holderCount: tree.holderCount,
          root: tree.root,
          weight: tree.weight,
          shares: tree.share,
          paid: tree.paid
        )
      }
    }
    // An account that is only owed from before has no share.
    let figures = HolderFigures(
      shares: evidence.distribution.payouts.map { payout in
        Array(payout.holders.lazy.filter { !$0.weight.isZero }.map(\.share))
      },
      examples: evidence.distribution.payouts.map { payout in
        payout.holders.first { !$0.weight.isZero }
      }
    )
    self.holders = { () throws(EvidenceError) in figures }
  }

  /// What is held of a publication that is read.
  ///
  /// - Parameters:
  ///   - name: What names it.
  ///   - inputs: Its terms, and the epoch before.
  ///   - report: Its report.
  ///   - manifest: The digests of all documents.
  ///   - correction: What it changes of the publication that it corrects.
  ///   - differences: How shares differ, by payout asset.
  ///   - holders: Reads what pages tell of single holders.
  init(
    _ name: PublicationName,
    inputs: InputsDocument,
    report: EpochReport,
    manifest: Manifest,
    correction: CorrectionDocument?,
    differences: [EpochEvidence.PayoutDifferences],
    holders: @escaping @Sendable () throws(EvidenceError) -> HolderFigures
  ) {
    self.name = name
    self.terms = inputs.terms
    self.previous = inputs.previous
    self.report = report
    self.manifest = manifest
    self.correction = correction
    self.differences = differences
    self.sums = nil
    self.holders = holders
  }

  /// The epoch's number.
  public var number: Int { terms.epoch.number }

  /// How the next epoch refers to this one: by all of its evidence.
  public var reference: InputsDocument.Previous {
    InputsDocument.Previous(
      epoch: number,
      manifest: ContentDigest(bytes: SHA256.hash(manifest.bytes))
    )
  }

  /// What pages tell of single holders.
  ///
  /// - Throws: ``EvidenceError`` where it cannot be read.
  func holderFigures() throws(EvidenceError) -> HolderFigures { try holders() }

  /// What it leaves to the next epoch, but for stake and balances, of which the report has the digests.
  ///
  /// Where balances are left that add up to nothing, or that are only what was claimed, it does not say that money is
  /// left: ``EpochBorder`` computes the epoch again where that matters.
  var closing: EpochClosing {
    EpochClosing(
      report.payouts.map { payout in
        EpochClosing.Rest(
          asset: payout.asset.id,
          remainder: payout.allocation.remainderOut,
          streams: payout.streams,
          hasBalances: payout.payment.accruedOut != .zero
        )
      },
      lots: report.borders.closingLots.map { _ in [] },
      balances: []
    )
  }

  /// What it leaves to the next epoch, computed from its inputs without trees and documents.
  ///
  /// Everything that the report says is compared but what the claims are: nothing of them is left.
  ///
  /// - Parameter inputs: Its inputs.
  /// - Returns: What it leaves.
  /// - Throws: ``PublicationError`` where nothing can be computed from them, or another report.
  func closing(from inputs: EpochInputs) throws(PublicationError) -> EpochClosing {
    let distribution: EpochDistribution
    do {
      distribution = try EpochDistribution(of: inputs)
    } catch {
      throw .unreadable(SiteLayout.folder(of: name).appending("inputs"), error.description)
    }
    let made = EpochReport(
      of: distribution,
      claims: report.payouts.map(\.claims),
      borders: EpochEvidence.borders(of: inputs, distribution)
    )
    guard distribution.payouts.count == report.payouts.count, made.bytes == report.bytes else {
      throw .otherEvidence(name)
    }
    return EpochClosing(of: distribution)
  }

  /// What the log holds of the publication.
  ///
  /// - Parameters:
  ///   - entry: Where in the log a publication stands that a correction names.
  ///   - program: The program that makes it, with its version.
  /// - Returns: The statement; `nil` where the publication was not computed.
  func statement(
    entryOf entry: (PublicationName) -> Int?,
    program: String = ProgramVersion.program
  ) -> EpochStatement? {
    guard let sums else { return nil }
    return EpochStatement(
      publication: name,
      manifest: reference.manifest,
      chain: report.chain.id,
      block: report.block,
      payouts: zip(report.payouts, sums).map { payout, sums in
        EpochStatement.Payout(
          asset: payout.asset.id,
          distributor: payout.distributor,
          claims: payout.claims,
          sums: sums
        )
      },
      corrected: correction.flatMap { correction in
        name.corrected.flatMap { corrected in
          entry(corrected).map { entry in
            EpochStatement.Corrected(
              entry: entry,
              publication: corrected,
              reason: correction.reason,
              settlement: correction.settlement
            )
          }
        }
      },
      program: program,
      weights: manifest.files.first { $0.path == SiteLayout.EpochFiles.weights }?.digest
    )
  }
}
