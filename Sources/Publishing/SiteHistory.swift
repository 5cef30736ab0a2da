public import Distribution
import EVMTypes
public import ReportDocuments

/// What was published, in the order in which it was: every epoch and every correction.
public struct SiteHistory: Sendable {
  /// The publications, in the order of the log.
  public private(set) var publications: [EpochEvidence] = []

  /// Begins with nothing.
  public init() {}

  /// Adds the next publication.
  ///
  /// - Parameter publication: The publication.
  public mutating func append(_ publication: EpochEvidence) { publications.append(publication) }

  /// The epochs as they were published first, in order.
  public var epochs: [EpochEvidence] { publications.filter { !$0.name.isCorrection } }

  /// The corrections of an epoch, in order.
  ///
  /// - Parameter number: The epoch's number.
  /// - Returns: Its corrections.
  public func corrections(ofEpoch number: Int) -> [EpochEvidence] {
    publications.filter { $0.number == number && $0.name.isCorrection }
  }

  /// A publication by its name.
  ///
  /// - Parameter name: Its name.
  /// - Returns: The publication; `nil` where there is none.
  public func publication(_ name: PublicationName) -> EpochEvidence? {
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
  public func current(ofEpoch number: Int) -> EpochEvidence? {
    publications.last { $0.number == number }
  }

  /// What an epoch was paid by: the last publication whose claims are to be posted.
  ///
  /// - Parameter number: The epoch's number.
  /// - Returns: The publication; `nil` where the epoch is not published.
  public func settled(ofEpoch number: Int) -> EpochEvidence? {
    publications.last { $0.number == number && $0.correction?.settlement != .adjustments }
  }

  /// What an epoch leaves to the next one.
  ///
  /// - Parameter number: The epoch's number.
  /// - Returns: What it leaves; `nil` where the epoch is not published.
  public func closing(ofEpoch number: Int) -> EpochClosing? {
    guard let current = current(ofEpoch: number), let settled = settled(ofEpoch: number) else {
      return nil
    }
    return EpochClosing(of: current.distribution, settled: settled.distribution)
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
      guard let current = current(ofEpoch: number), let left = closing(ofEpoch: number - 1) else {
        return false
      }
      let terms = current.inputs.terms
      return current.inputs.openingLots != left.lots
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
    let time = publications[before].inputs.terms.epoch.end
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
