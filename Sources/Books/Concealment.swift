import Distribution
import Signing

/// Puts commitments in the place of private values, and remembers the values where that is wished.
///
/// - Source: docs/specification.md, section 11.
final class Concealment {
  private let secret: CommitmentSecret
  private let keepsValues: Bool
  private(set) var values: [PrivateValue] = []

  init(_ secret: CommitmentSecret, keepsValues: Bool) {
    self.secret = secret
    self.keepsValues = keepsValues
  }

  /// What is published of a value.
  func published(
    _ value: some Collection<UInt8>,
    of row: some Collection<UInt8>,
    in table: String,
    _ column: PrivateColumn
  ) -> String {
    let salt = secret.salt(table: table, row: row, column: column.rawValue)
    let commitment = ValueCommitment(to: value, salt: salt)
    if keepsValues {
      values.append(
        PrivateValue(
          table: table,
          row: String(decoding: row, as: UTF8.self),
          column: column.rawValue,
          value: String(decoding: value, as: UTF8.self),
          salt: salt,
          commitment: commitment
        )
      )
    }
    return commitment.description
  }

  /// The same for a row that has a reference: the two texts of the row that may be private.
  private func published(
    _ reference: String,
    _ note: String,
    of mapping: LedgerMapping,
    in table: String
  ) -> (reference: String, note: String) {
    let isPrivate = mapping.privateColumns.contains
    return (
      isPrivate(.reference)
        ? published(reference.utf8, of: reference.utf8, in: table, .reference) : reference,
      isPrivate(.note) ? published(note.utf8, of: reference.utf8, in: table, .note) : note
    )
  }
}

// MARK: Ledgers

extension Concealment {
  /// Revenue entries as they are published; what one takes back is named as that entry is.
  func published(_ entries: [Booked<RevenueEntry>]) -> [Booked<RevenueEntry>] {
    guard entries.contains(where: { !$0.mapping.privateColumns.isEmpty }) else { return entries }
    let texts = entries.map { entry in
      published(entry.row.reference, entry.row.note, of: entry.mapping, in: "revenue")
    }
    var references: [[UInt8]: String] = [:]
    for (entry, text) in zip(entries, texts) {
      references[[UInt8](entry.row.reference.utf8)] = text.reference
    }
    return zip(entries, texts).map { entry, text in
      // One that is not there is told, or not published, later on.
      let refunds = entry.row.refunds.map { references[[UInt8]($0.utf8)] ?? $0 }
      return entry.with(
        entry.row.named(text.reference, refunds: refunds, note: text.note)
      )
    }
  }

  func published(_ rates: [Booked<Rate>]) -> [Booked<Rate>] {
    rates.map { rate in
      guard rate.mapping.privateColumns.contains(.source) else { return rate }
      // Of an asset there is one rate at a time.
      let row = "\(rate.row.asset):\(rate.row.time)"
      let source = published(rate.row.source.utf8, of: row.utf8, in: "rates", .source)
      return rate.with(
        Rate(time: rate.row.time, asset: rate.row.asset, rate: rate.row.rate, source: source)
      )
    }
  }

  func published(_ returned: [Booked<ReturnedAmount>]) -> [Booked<ReturnedAmount>] {
    returned.map { row in
      let text = published(row.row.reference, row.row.note, of: row.mapping, in: "returned")
      return row.with(row.row.named(text.reference, note: text.note))
    }
  }

  func published(_ adjustments: [Booked<Adjustment>]) -> [Booked<Adjustment>] {
    adjustments.map { row in
      let text = published(row.row.reference, row.row.note, of: row.mapping, in: "adjustments")
      return row.with(row.row.named(text.reference, note: text.note))
    }
  }

  /// Stake events as they are published, at the places where they stand.
  func published(_ events: StakeEvents, of ledger: StakingLedger) -> StakeEvents {
    let places = ledger.places { $0.privateColumns.contains(.reference) }
    guard !places.isEmpty else { return events }
    return events.replacingReferences(at: places) { reference in
      published(reference, of: reference, in: "staking", .reference)
    }
  }
}
