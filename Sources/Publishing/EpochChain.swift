import Distribution
import EVMTypes
import FileStore
import ReportDocuments
import Signing

/// How epochs follow from each other.
enum EpochChain {
  /// Where an epoch does not follow from the one before.
  ///
  /// - Parameters:
  ///   - evidence: The epoch.
  ///   - folder: The number by which its folder is named.
  ///   - before: The epoch before; `nil` for the first one published.
  /// - Returns: The findings.
  static func findings(
    of evidence: EpochEvidence,
    folder: Int,
    after before: EpochEvidence?
  ) -> [AuditFinding] {
    let terms = evidence.inputs.terms
    let path = SiteLayout.epoch(folder).appending(SiteLayout.EpochFiles.terms)
    var findings: [AuditFinding] = []
    let check = { (place: String, expected: String, found: String) in
      guard expected != found else { return }
      findings.append(
        AuditFinding(
          .brokenChain,
          path,
          place: place,
          "does not follow from the epoch before",
          expected: expected,
          found: found
        )
      )
    }
    check("epoch.number", "\(folder)", "\(terms.epoch.number)")
    let reference = { (previous: InputsDocument.Previous?) in
      previous.map { "epoch \($0.epoch), manifest \($0.manifest)" } ?? "none"
    }
    check("previous", reference(before?.reference), reference(evidence.previous))
    let remainder = before?.distribution.allocation.remainderOut ?? .zero
    check("carried.remainder", remainder.description, terms.carriedIn.remainder.description)
    for (stream, deficit) in zip(terms.streams, terms.carriedIn.deficits) {
      let out =
        before?.distribution.streams.first { $0.stream.id == stream.id }?.deficitOut ?? .zero
      check("carried.deficits.\(stream.id)", out.description, deficit.description)
    }
    let lots = LotsTable.bytes(of: before?.distribution.closingLots ?? [])
    check(
      "opening lots",
      ContentDigest(bytes: SHA256.hash(lots)).description,
      evidence.report.openingLots.digest.description
    )
    if let before {
      let end = before.inputs.terms.epoch
      check("epoch.number", "\(end.number + 1)", "\(terms.epoch.number)")
      check("epoch.start", end.end.description, terms.epoch.start.description)
      for figures in before.distribution.streams where !figures.deficitOut.isZero {
        guard !terms.streams.contains(where: { $0.id == figures.stream.id }) else { continue }
        check("streams", "\(figures.stream.id) with its deficit", "no such stream")
      }
    }
    return findings
  }
}
