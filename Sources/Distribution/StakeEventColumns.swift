public import EVMTypes

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
  /// The accounts of the last events, whose numbers are still to be found.
  private var waiting: [(account: Address, upperCase: UInt64)] = []

  static let unstakeMark: UInt64 = 1
  static let sequenceMark: UInt64 = 2
  static let wideMark: UInt64 = 4

  /// Starts without events.
  public init() {}

  /// How many events there are.
  public var count: Int { marks.count }

  /// The accounts, each once.
  var accounts: [Address] { table.accounts }

  /// The accounts that were written with letters of both cases, and which of their 40 digits were upper case, the first
  /// one in the highest of 40 bits.
  ///
  /// - Returns: `nil` when one account was written in two such ways.
  public mutating func writtenCases() -> (accounts: [Address], upperCases: [UInt64])? {
    findNumbers()
    guard !table.casesDisagree else { return nil }
    let numbers = table.upperCases.indices.filter { table.upperCases[$0] != 0 }
    return (numbers.map { table.accounts[$0] }, numbers.map { table.upperCases[$0] })
  }

  private mutating func findNumbers() {
    table.append(numbersOf: waiting, to: &accountNumbers)
    waiting.removeAll(keepingCapacity: true)
  }

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
      amount: event.amount
    )
    append(event.account, 0)
    referenceBytes.append(contentsOf: event.reference.utf8)
    referenceEnds.append(referenceBytes.count)
  }

  /// Appends an event.
  ///
  /// - Parameters:
  ///   - time: When it happened.
  ///   - sequence: Its place among the events of one second.
  ///   - action: What it does.
  ///   - account: Whose stake it changes.
  ///   - upperCase: Which of the account's digits were written in upper case, as ``writtenCases()`` gives them; 0 where
  ///     all letters had one case.
  ///   - amount: How much, in base units of the staked token.
  ///   - reference: What names it: UTF-8, in parts that a colon divides.
  ///   - text: The bytes that the parts lie in.
  public mutating func append(
    time: Timestamp,
    sequence: UInt64?,
    action: StakeEvent.Action,
    account: Address,
    upperCase: UInt64,
    amount: UInt256,
    reference: [Range<Int>],
    in text: UnsafeBufferPointer<UInt8>
  ) {
    append(time: time, sequence: sequence, action: action, amount: amount)
    append(account, upperCase)
    var isFirst = true
    for part in reference {
      if !isFirst { referenceBytes.append(UInt8(ascii: ":")) }
      isFirst = false
      unsafe referenceBytes.append(contentsOf: UnsafeBufferPointer(rebasing: text[part]))
    }
    referenceEnds.append(referenceBytes.count)
  }

  private mutating func append(_ account: Address, _ upperCase: UInt64) {
    waiting.append((account, upperCase))
    if waiting.count >= 1_024 { findNumbers() }
  }

  /// Appends all of an event but its account and its reference.
  private mutating func append(
    time: Timestamp,
    sequence: UInt64?,
    action: StakeEvent.Action,
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
  }

  /// Forgets the events that came after a number of them; their accounts stay.
  ///
  /// - Parameter count: How many events are kept; not more than there are.
  public mutating func removeEvents(after count: Int) {
    findNumbers()
    referenceBytes.removeSubrange((count == 0 ? 0 : referenceEnds[count - 1])...)
    referenceEnds.removeSubrange(count...)
    marks.removeSubrange(count...)
    if !sequences.isEmpty { sequences.removeSubrange(count...) }
    accountNumbers.removeSubrange(count...)
    amounts.removeSubrange(count...)
  }

  /// Keeps these rows, in this order.
  mutating func take(_ order: [Int]) {
    var (bytes, ends): ([UInt8], [Int]) = ([], [])
    bytes.reserveCapacity(referenceBytes.count)
    ends.reserveCapacity(order.count)
    for row in order {
      bytes.append(contentsOf: referenceBytes[referenceRange(row)])
      ends.append(bytes.count)
    }
    (referenceBytes, referenceEnds) = (bytes, ends)
    marks = order.map { marks[$0] }
    if !sequences.isEmpty { sequences = order.map { sequences[$0] } }
    accountNumbers = order.map { accountNumbers[$0] }
    amounts = order.map { amounts[$0] }
  }

  /// Numbers the accounts in their order.
  mutating func sortAccounts() {
    findNumbers()
    waiting = []
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
