import Distribution
import EVMTypes
import FileStore
import ReportDocuments
import Signing

/// How epochs follow from each other.
struct EpochChain {
  private let evidence: EpochEvidence
  private let before: EpochEvidence?
  private let path: RelativePath
  private var findings: [AuditFinding] = []

  /// Where an epoch does not follow from the one before.
  ///
  /// - Parameters:
  ///   - evidence: The epoch.
  ///   - folder: The number that its folder is named by.
  ///   - earlier: The epochs before, in order.
  /// - Returns: The findings.
  static func findings(
    of evidence: EpochEvidence,
    folder: Int,
    after earlier: [EpochEvidence]
  ) -> [AuditFinding] {
    let before = earlier.last
    var chain = EpochChain(evidence, folder: folder, after: before)
    chain.checkPlace(folder)
    chain.checkRefunds(of: earlier)
    if evidence.inputs.terms.opening == nil || before != nil { chain.checkCarried() }
    return chain.findings
  }

  private init(_ evidence: EpochEvidence, folder: Int, after before: EpochEvidence?) {
    self.evidence = evidence
    self.before = before
    self.path = SiteLayout.epoch(folder).appending(SiteLayout.EpochFiles.terms)
  }

  private mutating func check(_ place: String, _ expected: String, _ found: String) {
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

  private mutating func checkPlace(_ folder: Int) {
    let terms = evidence.inputs.terms
    check("epoch.number", "\(folder)", "\(terms.epoch.number)")
    let reference = { (previous: InputsDocument.Previous?) in
      previous.map { "epoch \($0.epoch), manifest \($0.manifest)" } ?? "none"
    }
    check("previous", reference(before?.reference), reference(evidence.previous))
    guard let before else { return }
    let end = before.inputs.terms.epoch
    check("epoch.number", "\(end.number + 1)", "\(terms.epoch.number)")
    check("epoch.start", end.end.description, terms.epoch.start.description)
    check("opening", "none", terms.opening.map { _ in "one" } ?? "none")
    if terms.ruleset.rawValue < before.inputs.terms.ruleset.rawValue {
      check(
        "ruleset",
        "\(before.inputs.terms.ruleset.rawValue) or higher",
        "\(terms.ruleset.rawValue)"
      )
    }
  }

  /// Compares refunds with the entries of earlier epochs that they take back.
  private mutating func checkRefunds(of earlier: [EpochEvidence]) {
    let own = Set(evidence.inputs.entries.map { [UInt8]($0.reference.utf8) })
    for entry in evidence.inputs.entries {
      guard let name = entry.refunds, !own.contains([UInt8](name.utf8)) else { continue }
      let original = earlier.lazy.flatMap(\.inputs.entries)
        .first { $0.reference.utf8.elementsEqual(name.utf8) }
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
      let left = before?.distribution.payout(payout.asset.id)
      // Of one payout asset, as ruleset 1 has it, the name goes without saying.
      let name = terms.ruleset == .v1 ? "carried" : "carried.\(payout.asset.id)"
      let remainder = left?.allocation.remainderOut ?? .zero
      check(
        "\(name).remainder",
        remainder.description,
        payout.carriedIn.remainder.description
      )
      for (stream, deficit) in zip(terms.streams, payout.carriedIn.deficits) {
        let out = left?.streams.first { $0.stream.id == stream.id }?.deficitOut ?? .zero
        check("\(name).deficits.\(stream.id)", out.description, deficit.description)
      }
      for figures in left?.streams ?? [] where !figures.deficitOut.isZero {
        guard !terms.streams.contains(where: { $0.id == figures.stream.id }) else { continue }
        check("streams", "\(figures.stream.id) with its deficit", "no such stream")
      }
    }
    for payout in before?.distribution.payouts ?? [] where payout.leavesSomething {
      guard terms.payout(payout.terms.asset.id) == nil else { continue }
      check("payouts", "\(payout.terms.asset.id) with what it left", "no such payout asset")
    }
    check(
      "opening lots",
      ContentDigest(bytes: SHA256.hash(LotsTable.bytes(of: before?.distribution.closingLots ?? [])))
        .description,
      evidence.report.borders.openingLots.digest.description
    )
    guard let opening = evidence.report.borders.openingBalances else { return }
    let balances =
      before?.distribution.openingBalances(of: terms.payouts.map(\.asset.id)) ?? []
    check(
      "opening balances",
      ContentDigest(bytes: SHA256.hash(BalancesTable.bytes(of: balances))).description,
      opening.digest.description
    )
  }
}
