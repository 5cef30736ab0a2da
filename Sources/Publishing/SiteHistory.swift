public import Distribution
import EVMTypes
public import ReportDocuments

/// What was published, in the order in which it was: every epoch and every correction.
///
/// Evidence is held until it is released; after that only what is small of it, so that neither memory nor time grow with
/// the number of epochs.
public struct SiteHistory: Sendable {
  /// The publications, in the order of the log.
  public private(set) var publications: [PublicationRecord] = []
  /// Makes evidence again that is not held; `nil` where nothing can.
  private let source: (any EvidenceSource)?
  private var held: [PublicationName: EpochEvidence] = [:]
  private let closings = ClosingMemo()
  let agreedInputs = AgreedInputsMemo()

  /// Begins with nothing.
  public init() { self.init(source: nil) }

  /// Begins with nothing.
  ///
  /// - Parameter source: Makes evidence again.
  init(source: (any EvidenceSource)?) { self.source = source }

  /// Adds the next publication, and holds its evidence.
  ///
  /// - Parameter publication: Its evidence; its documents are made where they were not staged.
  public mutating func append(_ publication: EpochEvidence) {
    publications.append(PublicationRecord(publication))
    closings.keep(EpochClosing(of: publication.distribution), of: publication.name)
    held[publication.name] = publication
  }

  /// Adds the next publication, of which no evidence is held.
  mutating func append(_ publication: PublicationRecord) { publications.append(publication) }

  /// Holds the evidence of a publication no longer: it is staged, or is compared with what is published.
  ///
  /// - Parameter name: The publication.
  public mutating func release(_ name: PublicationName) { held[name] = nil }

  /// The evidence of a publication.
  ///
  /// - Parameter name: Its name.
  /// - Returns: The evidence; `nil` where there is no such publication, and where nothing makes it again.
  /// - Throws: ``PublicationError`` where it cannot be made again, or gives another report.
  public func evidence(of name: PublicationName) throws(PublicationError) -> EpochEvidence? {
    guard let place = entry(of: name) else { return nil }
    if let evidence = held[name] { return evidence }
    guard let source else { return nil }
    let evidence = try source.evidence(of: name, after: before(place))
    guard evidence.report.bytes == publications[place].report.bytes else {
      throw .otherEvidence(name)
    }
    return evidence
  }

  /// What was published before a place in the log.
  private func before(_ place: Int) -> SiteHistory {
    var earlier = self
    earlier.publications.removeSubrange(place...)
    return earlier
  }

  /// The epochs as they were published first, in order.
  public var epochs: [PublicationRecord] { publications.filter { !$0.name.isCorrection } }

  /// A publication by its name.
  ///
  /// - Parameter name: Its name.
  /// - Returns: The publication; `nil` where there is none.
  public func publication(_ name: PublicationName) -> PublicationRecord? {
    publications.first { $0.name == name }
  }

  /// Where a publication stands in the log.
  ///
  /// - Parameter name: Its name.
  /// - Returns: Its place, from 0.
  public func entry(of name: PublicationName) -> Int? {
    publications.firstIndex { $0.name == name }
  }

  /// What holds of an epoch now: its last correction, or the epoch itself.
  ///
  /// - Parameter number: The epoch's number.
  /// - Returns: The publication; `nil` where the epoch is not published.
  public func current(ofEpoch number: Int) -> PublicationRecord? {
    publications.last { $0.number == number }
  }

  /// What an epoch was paid by: the last publication whose claims are to be posted.
  ///
  /// - Parameter number: The epoch's number.
  /// - Returns: The publication; `nil` where the epoch is not published.
  public func settled(ofEpoch number: Int) -> PublicationRecord? {
    publications.last { $0.number == number && $0.correction?.settlement != .adjustments }
  }

  /// What an epoch leaves to the next one.
  ///
  /// - Parameter number: The epoch's number.
  /// - Returns: What it leaves; `nil` where the epoch is not published.
  /// - Throws: ``PublicationError`` where it cannot be computed again.
  public func closing(ofEpoch number: Int) throws(PublicationError) -> EpochClosing? {
    guard let current = current(ofEpoch: number), let settled = settled(ofEpoch: number),
      let should = try closing(of: current.name), let did = try closing(of: settled.name)
    else { return nil }
    return EpochClosing(of: should, settled: did)
  }

  private func closing(of name: PublicationName) throws(PublicationError) -> EpochClosing? {
    if let closing = closings[name] { return closing }
    guard let place = entry(of: name) else { return nil }
    let closing: EpochClosing
    if let evidence = held[name] {
      closing = EpochClosing(of: evidence.distribution)
    } else {
      guard let source else { return nil }
      let inputs = try source.inputs(
        of: name,
        after: before(place),
        agreed: agreedInputs.take(name)
      )
      closing = try publications[place].closing(from: inputs)
    }
    closings.keep(closing, of: name)
    return closing
  }

  /// What an epoch leaves to the next one, but for stake and balances, where a published epoch begins with these.
  ///
  /// - Parameter number: The epoch's number.
  /// - Returns: What it leaves; `nil` where the next epoch is not published, or begins with other stake or balances.
  func closingFigures(ofEpoch number: Int) -> EpochClosing? {
    guard let current = current(ofEpoch: number), let settled = settled(ofEpoch: number),
      let next = self.current(ofEpoch: number + 1)?.report.borders,
      Self.follows(next.openingLots, current.report.borders.closingLots),
      Self.areSame(next.openingBalances, settled.report.borders.closingBalances)
    else { return nil }
    return EpochClosing(of: current.closing, settled: settled.closing)
  }

  /// Whether an epoch begins with the lots that the one before leaves; given weights begin with none.
  private static func follows(_ opening: TableFigures?, _ closing: TableFigures?) -> Bool {
    opening == nil || opening == closing
  }

  /// Whether two epochs tell of the same balances, of which ruleset 1 has none.
  private static func areSame(_ balances: TableFigures?, _ others: TableFigures?) -> Bool {
    balances == others || (balances?.count ?? 0, others?.count ?? 0) == (0, 0)
  }

  /// Why the claims of an epoch cannot be replaced by those of a correction.
  ///
  /// - Source: docs/specification.md, section 14.
  /// - Parameter number: The epoch's number.
  /// - Returns: The cause; `nil` where they can.
  func obstacleToReplacing(epoch number: Int) -> String? {
    if let later = epochs.first(where: { $0.number > number }) {
      return "epoch \(later.number), which follows from it, is published"
    }
    guard let current = current(ofEpoch: number), current.name != settled(ofEpoch: number)?.name
    else { return nil }
    return "\(current.name) is settled by adjustments already"
  }

  /// The epochs that begin with other stake or deficits than the corrected epoch before leaves, ascending: they are
  /// to be corrected too.
  public var pendingCorrections: [Int] {
    epochs.map(\.number).filter { number in
      guard let current = current(ofEpoch: number), let before = self.current(ofEpoch: number - 1)
      else { return false }
      let (terms, left) = (current.terms, before.closing)
      return !Self.follows(current.report.borders.openingLots, before.report.borders.closingLots)
        || terms.payouts.contains { payout in
          zip(terms.streams, payout.carriedIn.deficits).contains { stream, deficit in
            deficit != left.deficit(of: stream.id, in: payout.asset.id)
          }
        }
    }
  }

  /// What corrections give an epoch: the differences of those that were published between the epoch before and
  /// the epoch itself.
  ///
  /// - Source: docs/specification.md, section 14.
  /// - Parameter number: The epoch's number, published or to be published next.
  /// - Returns: The adjustments, by correction, payout asset and account; they are dated when the epoch before
  ///   ended, which is when this one begins.
  public func adjustments(inEpoch number: Int) -> [Adjustment] {
    guard let before = entry(of: PublicationName(epoch: number - 1)) else { return [] }
    let end = entry(of: PublicationName(epoch: number)) ?? publications.count
    guard before < end else { return [] }
    let time = publications[before].terms.epoch.end
    return publications[before..<end].filter { $0.correction?.settlement == .adjustments }
      .flatMap { correction in
        correction.differences.flatMap { payout in
          payout.differences.map { difference in
            Adjustment(
              time: time,
              asset: payout.asset.id,
              account: difference.account,
              amount: difference.amount,
              epoch: correction.number,
              reference: Adjustment.reference(
                ofCorrection: "\(correction.name)",
                asset: payout.asset.id,
                account: difference.account
              ),
              note: ""
            )
          }
        }
      }
  }
}
