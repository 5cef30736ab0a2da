import Distribution
import MerkleClaims

/// Stake events as they were read, in the order of the ledgers, with their places in the files.
struct StakingLedger {
  private(set) var columns = StakeEventColumns()
  /// The line of each event, and of each that is to be appended in a block.
  var lines = LineRuns()
  /// The ledgers, each with the place of its first event.
  private var parts: [(mapping: LedgerMapping, first: Int)] = []
  /// Whether room was made for the events of the last ledger.
  private var isReserved = false

  /// Begins the next ledger.
  mutating func begin(_ mapping: LedgerMapping) {
    parts.append((mapping, lines.count))
    isReserved = false
  }

  /// Makes room for the events of a ledger, once the first of them are there.
  ///
  /// - Parameters:
  ///   - readByteCount: How many bytes of the file were read.
  ///   - byteCount: How many it has.
  mutating func reserve(readByteCount: Int, of byteCount: Int) {
    guard !isReserved, readByteCount > 0 else { return }
    isReserved = true
    // Rows are about equally long; what is reserved takes no memory before it is used.
    columns.reserve(
      after: parts.last?.first ?? 0,
      ratio: (byteCount + byteCount / 32, readByteCount)
    )
  }

  /// Appends an event.
  mutating func append(_ event: StakeEvent, line: Int) {
    columns.append(event)
    lines.append(line)
  }

  /// Appends the events of a block, whose lines are known; the block is empty then.
  mutating func take(_ block: inout StakeEventBlock) {
    columns.append(&block)
  }

  /// The events, which are then no longer here; their places are.
  mutating func takeEvents() -> StakeEvents {
    var columns = StakeEventColumns()
    swap(&columns, &self.columns)
    return StakeEvents(columns)
  }

  /// Forgets the events of the last ledger.
  mutating func removeLastPart() {
    let count = parts.last?.first ?? 0
    columns.removeEvents(after: count)
    lines.remove(after: count)
  }

  /// Whether all accounts that were written with letters of both cases have the checksums of EIP-55.
  func hasRightChecksums() -> Bool {
    columns.allWrittenCases { accounts, upperCases in
      // There the first digit has the highest of 40 bits.
      zip(AccountChecksums.upperCases(of: accounts), upperCases).allSatisfy { right, written in
        right << 24 == written.bitReversed
      }
    }
  }

  /// The places of all events of some ledgers.
  func places(_ isIncluded: (LedgerMapping) -> Bool) -> [Range<Int>] {
    parts.indices.filter { isIncluded(parts[$0].mapping) }.map { index in
      parts[index].first..<(index + 1 < parts.count ? parts[index + 1].first : lines.count)
    }
  }

  /// The ledger of an event.
  func mapping(_ place: Int) -> LedgerMapping? {
    parts.last { $0.first <= place }?.mapping
  }
}

extension UInt64 {
  /// The same bits, the lowest one becoming the highest.
  fileprivate var bitReversed: UInt64 {
    var bits = self
    bits = bits >> 1 & 0x5555_5555_5555_5555 | (bits & 0x5555_5555_5555_5555) << 1
    bits = bits >> 2 & 0x3333_3333_3333_3333 | (bits & 0x3333_3333_3333_3333) << 2
    bits = bits >> 4 & 0x0f0f_0f0f_0f0f_0f0f | (bits & 0x0f0f_0f0f_0f0f_0f0f) << 4
    return bits.byteSwapped
  }
}
