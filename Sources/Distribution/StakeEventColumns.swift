import EVMTypes

/// Stake events as they are collected, each in a row of columns that many of them share.
///
/// An event takes about 45 bytes and its reference, a fifth of what a ``StakeEvent`` takes.
public struct StakeEventColumns: Sendable {
  /// The time, and three bits: wide amount, sequence present, unstake.
  ///
  /// Times are below 2³⁸.
  private(set) var marks: [UInt64] = []
  /// The sequences; empty as long as all are absent or zero.
  private(set) var sequences: [UInt64] = []
  /// Each event's place in `accounts`.
  private(set) var accountNumbers: [UInt32] = []
  /// The low amounts; for a wide one, its place in `wideAmounts`.
  private(set) var amounts: [UInt128] = []
  /// The amounts of 2¹²⁸ and more.
  private(set) var wideAmounts: [UInt256] = []
  /// Where each reference ends in `referenceBytes`.
  private(set) var referenceEnds: [Int] = []
  /// The references, one after the other.
  private(set) var referenceBytes: [UInt8] = []
  /// The accounts, each once, in the order in which they came, or ascending once sorted.
  private var table = AccountTable()

  static let unstakeMark: UInt64 = 1
  static let sequenceMark: UInt64 = 2
  static let wideMark: UInt64 = 4

  /// Starts without events.
  public init() {}

  /// How many events there are.
  public var count: Int { marks.count }

  /// The accounts, each once.
  var accounts: [Address] { table.accounts }

  /// Makes room for events.
  ///
  /// - Parameters:
  ///   - count: How many events will come.
  ///   - referenceByteCount: How many bytes their references have.
  public mutating func reserve(_ count: Int, referenceByteCount: Int) {
    marks.reserveCapacity(count)
    accountNumbers.reserveCapacity(count)
    amounts.reserveCapacity(count)
    referenceEnds.reserveCapacity(count)
    referenceBytes.reserveCapacity(referenceByteCount)
  }

  /// Appends an event.
  ///
  /// - Parameter event: The event.
  public mutating func append(_ event: StakeEvent) {
    append(
      time: event.time,
      sequence: event.sequence,
      action: event.action,
      account: event.account,
      amount: event.amount
    )
    referenceBytes.append(contentsOf: event.reference.utf8)
    referenceEnds.append(referenceBytes.count)
  }

  /// Appends all of an event but its reference.
  private mutating func append(
    time: Timestamp,
    sequence: UInt64?,
    action: StakeEvent.Action,
    account: Address,
    amount: UInt256
  ) {
    var mark = time.unixSeconds << 3
    if action == .unstake { mark |= Self.unstakeMark }
    if let sequence {
      mark |= Self.sequenceMark
      if sequence != 0, sequences.isEmpty {
        sequences = [UInt64](repeating: 0, count: marks.count)
        sequences.reserveCapacity(marks.capacity)
        sequences.append(sequence)
      } else if !sequences.isEmpty {
        sequences.append(sequence)
      }
    } else if !sequences.isEmpty {
      sequences.append(0)
    }
    if let low = amount.low128 {
      amounts.append(low)
    } else {
      mark |= Self.wideMark
      amounts.append(UInt128(wideAmounts.count))
      wideAmounts.append(amount)
    }
    marks.append(mark)
    accountNumbers.append(table.number(of: account))
  }

  /// Numbers the accounts in their order.
  mutating func sortAccounts() {
    guard let numbers = table.sort() else { return }
    for place in accountNumbers.indices {
      accountNumbers[place] = numbers[Int(accountNumbers[place])]
    }
  }
}

extension StakeEventColumns {
  /// The event in a row.
  func event(_ row: Int) -> StakeEvent {
    StakeEvent(
      time: time(row),
      sequence: sequence(row),
      action: action(row),
      account: table.accounts[Int(accountNumbers[row])],
      amount: amount(row),
      reference: reference(row)
    )
  }

  func time(_ row: Int) -> Timestamp { Timestamp(known: marks[row] >> 3) }

  func sequence(_ row: Int) -> UInt64? {
    guard marks[row] & Self.sequenceMark != 0 else { return nil }
    return sequences.isEmpty ? 0 : sequences[row]
  }

  func action(_ row: Int) -> StakeEvent.Action {
    marks[row] & Self.unstakeMark == 0 ? .stake : .unstake
  }

  func amount(_ row: Int) -> UInt256 {
    marks[row] & Self.wideMark == 0
      ? UInt256(low128: amounts[row]) : wideAmounts[Int(truncatingIfNeeded: amounts[row])]
  }

  func reference(_ row: Int) -> String {
    String(decoding: referenceBytes[referenceRange(row)], as: UTF8.self)
  }

  func referenceRange(_ row: Int) -> Range<Int> {
    (row == 0 ? 0 : referenceEnds[row - 1])..<referenceEnds[row]
  }
}
