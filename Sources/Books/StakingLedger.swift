import Distribution
import MerkleClaims

/// Stake events as they were read, in the order of the ledgers, with their places in the files.
struct StakingLedger {
  var columns = StakeEventColumns()
  /// The line of each event; a file of 2 GB has fewer than 2³² lines.
  var lines: [UInt32] = []
  /// The ledgers, each with the place of its first event.
  private var parts: [(mapping: LedgerMapping, first: Int)] = []

  /// Begins the next ledger.
  mutating func begin(_ mapping: LedgerMapping) {
    parts.append((mapping, lines.count))
  }

  /// Makes room for the events of a file.
  mutating func reserve(_ count: Int, referenceByteCount: Int) {
    columns.reserve(columns.count + count, referenceByteCount: referenceByteCount)
    lines.reserveCapacity(lines.count + count)
  }

  /// The events, which are then no longer here; their places are.
  mutating func takeEvents() -> StakeEvents {
    var columns = StakeEventColumns()
    swap(&columns, &self.columns)
    return StakeEvents(columns)
  }

  /// Forgets the events that came after a number of them.
  mutating func removeEvents(after count: Int) {
    columns.removeEvents(after: count)
    lines.removeSubrange(count...)
  }

  /// Whether all accounts that were written with letters of both cases have the checksums of EIP-55.
  mutating func hasRightChecksums() -> Bool {
    guard let cases = columns.writtenCases() else { return false }
    return AccountChecksums.upperCases(of: cases.accounts) == cases.upperCases
  }

  /// The ledger of an event.
  func mapping(_ place: Int) -> LedgerMapping? {
    parts.last { $0.first <= place }?.mapping
  }
}
