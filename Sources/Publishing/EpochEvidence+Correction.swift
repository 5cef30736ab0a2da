public import Distribution
import EVMTypes
import FileStore
import ReportDocuments

extension EpochEvidence {
  /// How the shares in a payout asset differ from those of the publication that is corrected.
  public struct PayoutDifferences: Sendable {
    /// The payout asset.
    public let asset: Asset
    /// The differences, in account order.
    public let differences: [ShareDifference]
  }

  /// How shares differ from published ones, for each payout asset of either side.
  static func differences(
    between corrected: EpochDistribution,
    and published: EpochDistribution
  ) throws(DistributionError) -> [PayoutDifferences] {
    let gone = published.payouts.filter { corrected.payout($0.terms.asset.id) == nil }
    var result: [PayoutDifferences] = []
    for asset in (corrected.payouts + gone).map(\.terms.asset) {
      do {
        let differences = try ShareDifference.all(
          between: corrected.payout(asset.id)?.holders ?? [],
          and: published.payout(asset.id)?.holders ?? []
        )
        result.append(PayoutDifferences(asset: asset, differences: differences))
      } catch {
        throw .overflow("a difference in \(asset.id)")
      }
    }
    return result
  }

  /// What a correction changes of a publication.
  static func correction(
    _ name: PublicationName,
    _ reason: String,
    _ settlement: Settlement,
    of published: EpochEvidence,
    _ corrected: EpochEvidence,
    _ differences: [PayoutDifferences]
  ) throws(DistributionError) -> CorrectionDocument {
    var payouts: [CorrectionDocument.Payout] = []
    for payout in differences {
      payouts.append(try change(of: payout, published, corrected))
    }
    let terms = SiteLayout.EpochFiles.terms
    let inputs = [published, corrected].map {
      InputsDocument(terms: $0.inputs.terms, previous: nil)
    }
    return CorrectionDocument(
      publication: name,
      reason: reason,
      settlement: settlement,
      payouts: payouts,
      terms: figures(terms, inputs[0].bytes, inputs[1].bytes),
      tables: tables(published, corrected),
      figures: figures(
        SiteLayout.EpochFiles.report,
        published.report.bytes,
        corrected.report.bytes
      )
    )
  }

  private static func change(
    of payout: PayoutDifferences,
    _ published: EpochEvidence,
    _ corrected: EpochEvidence
  ) throws(DistributionError) -> CorrectionDocument.Payout {
    let root = { (evidence: EpochEvidence) in
      evidence.report.payouts.first { $0.asset.id == payout.asset.id }?.claims.root
    }
    var (increase, decrease) = (UInt256.zero, UInt256.zero)
    do {
      for difference in payout.differences {
        increase = try increase.adding(difference.amount.positivePart)
        decrease = try decrease.adding(difference.amount.negativePart)
      }
      return CorrectionDocument.Payout(
        asset: payout.asset.id,
        differenceCount: payout.differences.count,
        increase: increase,
        decrease: decrease,
        rootBefore: root(published),
        rootAfter: root(corrected)
      )
    } catch {
      throw .overflow("the sum of differences in \(payout.asset.id)")
    }
  }

  private static func figures(
    _ path: RelativePath,
    _ published: [UInt8],
    _ corrected: [UInt8]
  ) -> [CorrectionDocument.Figure] {
    FigureComparison(path, expected: published, found: corrected).differences.map {
      CorrectionDocument.Figure(place: $0.place, before: $0.expected, after: $0.found)
    }
  }

  private static func tables(
    _ published: EpochEvidence,
    _ corrected: EpochEvidence
  ) -> [CorrectionDocument.Table] {
    let before = published.inputTables
    let after = corrected.inputTables
    return Set(before.keys).union(after.keys).sorted().compactMap { path in
      let (old, new) = (lines(of: before[path] ?? []), lines(of: after[path] ?? []))
      guard old != new else { return nil }
      return CorrectionDocument.Table(
        path: path,
        removed: missing(of: old, in: new),
        added: missing(of: new, in: old)
      )
    }
  }

  /// The tables that the epoch is computed from.
  private var inputTables: [RelativePath: [UInt8]] {
    var tables: [RelativePath: [UInt8]] = [:]
    for document in inputDocuments where document.path != SiteLayout.EpochFiles.terms {
      tables[document.path] = document.bytes
    }
    return tables
  }

  private static func lines(of table: [UInt8]) -> [[UInt8]] {
    // Fields have no line feeds: control characters are refused where books are read.
    Array(table.split(separator: UInt8(ascii: "\n")).dropFirst().map(Array.init))
  }

  /// The lines that stand on one side more often than on the other, in their order.
  private static func missing(of lines: [[UInt8]], in others: [[UInt8]]) -> [String] {
    var counts: [[UInt8]: Int] = [:]
    for line in others { counts[line, default: 0] += 1 }
    return lines.compactMap { line in
      if let count = counts[line], count > 0 {
        counts[line] = count - 1
        return nil
      }
      return String(decoding: line, as: UTF8.self)
    }
  }
}
