public import Books
public import Distribution
import EVMTypes
import FileStore
import ReportDocuments
import Signing

/// How epochs follow from each other.
public enum EpochChain: Sendable {
  /// Computes the epochs of books, each from what the one before left.
  ///
  /// - Parameters:
  ///   - books: The books.
  ///   - last: The number of the last epoch to compute.
  ///   - progress: Called before each epoch, with its number.
  /// - Returns: The epochs from the first to the last, in order.
  /// - Throws: ``EpochChainError``.
  public static func epochs(
    of books: Books,
    through last: Int,
    progress: (Int) -> Void = { _ in }
  ) throws(EpochChainError) -> [EpochEvidence] {
    var epochs: [EpochEvidence] = []
    for number in books.settings.epochs.map(\.epoch.number) where number <= last {
      progress(number)
      let before = epochs.last
      let inputs: EpochInputs?
      do {
        inputs = try books.inputs(ofEpoch: number, after: before?.distribution)
      } catch {
        throw .books(error)
      }
      guard let inputs else { continue }
      do {
        epochs.append(try EpochEvidence(of: inputs, after: before?.reference))
      } catch {
        throw .distribution(number, error)
      }
    }
    return epochs
  }

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
      previous.map { "epoch \($0.epoch), report \($0.report)" } ?? "none"
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

/// Why the epochs of books could not be computed.
public enum EpochChainError: Error, Sendable, Hashable {
  /// The books do not give the epoch's inputs.
  case books(BooksError)
  /// The inputs of this epoch cannot be computed.
  case distribution(Int, DistributionError)
}
