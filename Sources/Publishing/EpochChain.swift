import Distribution
import EVMTypes
import FileStore
import ReportDocuments
import Signing

/// How epochs follow from each other.
struct EpochChain {
  private let evidence: EpochEvidence
  private let before: PublicationRecord?
  private let left: EpochBorder
  private let path: RelativePath
  private var findings: [AuditFinding] = []

  /// Where a publication does not follow from what was published before.
  ///
  /// - Parameters:
  ///   - evidence: The publication.
  ///   - folder: What its folder is named by.
  ///   - history: What was published before.
  ///   - entries: The revenue entries of what was published before.
  /// - Returns: The findings.
  /// - Throws: ``PublicationError`` where what was published before cannot be computed again.
  static func findings(
    of evidence: EpochEvidence,
    folder: PublicationName,
    after history: SiteHistory,
    entries: [PublicationName: [RevenueEntry]]
  ) throws(PublicationError) -> [AuditFinding] {
    let earlier =
      folder.isCorrection
      ? history.publications.filter { $0.number < folder.epoch } : history.publications
    let last = earlier.map(\.number).max()
    var chain = EpochChain(
      evidence,
      folder: folder,
      after: last.flatMap { history.current(ofEpoch: $0) },
      left: try EpochBorder(
        after: last,
        of: history,
        for: evidence.inputs.terms.payouts.map(\.asset.id)
      )
    )
    chain.checkPlace(folder.epoch)
    chain.checkRefunds(of: earlier.lazy.flatMap { entries[$0.name] ?? [] })
    if evidence.inputs.terms.opening == nil || chain.before != nil { chain.checkCarried() }
    chain.checkAdjustments(history)
    chain.checkSettlement(history)
    return chain.findings
  }

  private init(
    _ evidence: EpochEvidence,
    folder: PublicationName,
    after before: PublicationRecord?,
    left: EpochBorder
  ) {
    self.evidence = evidence
    self.before = before
    self.left = left
    self.path = SiteLayout.folder(of: folder).appending(SiteLayout.EpochFiles.terms)
  }

  private mutating func check(
    _ place: String,
    _ expected: String,
    _ found: String,
    in file: RelativePath? = nil
  ) {
    guard expected != found else { return }
    findings.append(
      AuditFinding(
        .brokenChain,
        file ?? path,
        place: place,
        "does not follow from the epoch before",
        expected: expected,
        found: found
      )
    )
  }

  private mutating func checkPlace(_ folder: Int) {
    let terms = evidence.inputs.terms
    check("epoch.number", "\(folder)", "\(terms.epoch.number)")
    let reference = { (previous: InputsDocument.Previous?) in
      previous.map { "epoch \($0.epoch), manifest \($0.manifest)" } ?? "none"
    }
    check("previous", reference(before?.reference), reference(evidence.previous))
    guard let before else { return }
    let end = before.terms.epoch
    check("epoch.number", "\(end.number + 1)", "\(terms.epoch.number)")
    check("epoch.start", end.end.description, terms.epoch.start.description)
    check("opening", "none", terms.opening.map { _ in "one" } ?? "none")
    if terms.ruleset.rawValue < before.terms.ruleset.rawValue {
      check(
        "ruleset",
        "\(before.terms.ruleset.rawValue) or higher",
        "\(terms.ruleset.rawValue)"
      )
    }
  }

  /// Compares refunds with the entries of earlier epochs that they take back.
  private mutating func checkRefunds(of earlier: some Sequence<RevenueEntry>) {
    let own = Set(evidence.inputs.entries.map { [UInt8]($0.reference.utf8) })
    for entry in evidence.inputs.entries {
      guard let name = entry.refunds, !own.contains([UInt8](name.utf8)) else { continue }
      let original = earlier.first { $0.reference.utf8.elementsEqual(name.utf8) }
      // An asset that is paid out since needs no rate any more.
      let text = { (other: RevenueEntry) in
        let rate = entry.rateTime == nil ? nil : other.rateTime
        return
          "stream \(other.stream), asset \(other.asset), rate of \(rate?.description ?? "none")"
      }
      check("refund \(entry.reference)", original.map(text) ?? "an entry \(name)", text(entry))
    }
  }

  /// Compares what the epoch takes over with what the one before left, which is nothing before the first.
  private mutating func checkCarried() {
    let terms = evidence.inputs.terms
    for payout in terms.payouts {
      let asset = payout.asset.id
      // Of one payout asset, as ruleset 1 has it, the name goes without saying.
      let name = terms.ruleset == .v1 ? "carried" : "carried.\(asset)"
      let remainder = left.closing?.remainder(of: asset) ?? .zero
      check("\(name).remainder", remainder.description, payout.carriedIn.remainder.description)
      for (stream, deficit) in zip(terms.streams, payout.carriedIn.deficits) {
        let out = left.closing?.deficit(of: stream.id, in: asset) ?? .zero
        check("\(name).deficits.\(stream.id)", out.description, deficit.description)
      }
      for figures in left.closing?.streamsInDeficit(of: asset) ?? []
      where !terms.streams.contains(where: { $0.id == figures.stream.id }) {
        check("streams", "\(figures.stream.id) with its deficit", "no such stream")
      }
    }
    for asset in left.closing?.assetsWithRest ?? [] where terms.payout(asset) == nil {
      check("payouts", "\(asset) with what it left", "no such payout asset")
    }
    // Given weights begin with nothing that could be compared, and leave nothing to begin with.
    if let opening = evidence.report.borders.openingLots {
      check("opening lots", left.lots?.description ?? "given weights", opening.digest.description)
    }
    guard let opening = evidence.report.borders.openingBalances else { return }
    check("opening balances", left.balances.description, opening.digest.description)
  }

  /// Finds claims that are replaced although they can have been paid already.
  private mutating func checkSettlement(_ history: SiteHistory) {
    guard let correction = evidence.correction, correction.settlement == .replacement,
      let cause = history.obstacleToReplacing(epoch: evidence.number)
    else { return }
    check(
      "settlement",
      "\(Settlement.adjustments.rawValue), since \(cause)",
      correction.settlement.rawValue,
      in: SiteLayout.folder(of: evidence.name).appending(SiteLayout.EpochFiles.correction)
    )
  }

  /// Compares adjustments that name a correction with what the corrections before gave.
  private mutating func checkAdjustments(_ history: SiteHistory) {
    let due = history.adjustments(inEpoch: evidence.number)
    let found = evidence.inputs.adjustments.filter(\.isOfCorrection)
    let text = { (row: Adjustment?) in
      row.map { "\($0.amount) of \($0.asset) at \($0.time), epoch \($0.epoch)" } ?? "none"
    }
    for row in due where !found.contains(row) {
      let other = found.first { $0.reference == row.reference }
      check("adjustment \(row.reference)", text(row), text(other))
    }
    let references = Set(due.map(\.reference))
    for row in found where !references.contains(row.reference) {
      check("adjustment \(row.reference)", "none", text(row))
    }
  }
}
