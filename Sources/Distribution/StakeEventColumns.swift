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

  @inlinable static var unstakeMark: UInt64 { 1 }
  @inlinable static var sequenceMark: UInt64 { 2 }
  static var wideMark: UInt64 { 4 }

  /// Starts without events.
  public init() {}

  /// How many events there are.
  public var count: Int { marks.count }

  /// The accounts, each once and in order.
  var accounts: [Address] { table.accounts }

  /// Asks of the accounts that were written with letters of both cases whether all were written as they should be.
  ///
  /// - Parameter areRight: Gets some accounts, and which of their 40 digits were upper case, as they were appended; gives
  ///   whether that is right for all of them.
  /// - Returns: Whether all are, and no account was written in two such ways.
  public func allWrittenCases(_ areRight: ([Address], [UInt64]) -> Bool) -> Bool {
    !table.casesDisagree && table.allWrittenCases(areRight)
  }

  /// Makes room for events of which some are there.
  ///
  /// - Parameters:
  ///   - start: How many others came before those.
  ///   - ratio: How many times as many of them there will be, as a fraction.
  public mutating func reserve(after start: Int, ratio: (Int, Int)) {
    let wholeCount = { (count: Int) in
      let (product, isOver) = count.multipliedReportingOverflow(by: ratio.0)
      return isOver ? count : product / ratio.1
    }
    let capacity = start + wholeCount(count - start)
    marks.reserveCapacity(capacity)
    accountNumbers.reserveCapacity(capacity)
    amounts.reserveCapacity(capacity)
    referenceEnds.reserveCapacity(capacity)
    let byteStart = start == 0 ? 0 : referenceEnds[start - 1]
    referenceBytes.reserveCapacity(byteStart + wholeCount(referenceBytes.count - byteStart))
  }

  /// Appends an event.
  ///
  /// - Parameters:
  ///   - event: The event.
  ///   - upperCase: Which of the account's 40 digits were written in upper case, a bit for each in an order that is the reader's own;
  ///     0 where all letters had one case.
  public mutating func append(_ event: StakeEvent, upperCase: UInt64 = 0) {
    var mark = event.time.unixSeconds << 3
    if event.action == .unstake { mark |= Self.unstakeMark }
    if event.sequence != nil { mark |= Self.sequenceMark }
    if let low = event.amount.low128 {
      amounts.append(low)
    } else {
      mark |= Self.wideMark
      amounts.append(UInt128(wideAmounts.count))
      wideAmounts.append(event.amount)
    }
    if event.sequence ?? 0 != 0 { beginSequences() }
    if !sequences.isEmpty || event.sequence ?? 0 != 0 { sequences.append(event.sequence ?? 0) }
    marks.append(mark)
    unsafe withUnsafePointer(to: event.account) { account in
      var (written, number): (UInt64, UInt32) = (upperCase, 0)
      unsafe table.findNumbers(of: account, &written, count: 1, into: &number)
      accountNumbers.append(number)
    }
    referenceBytes.append(contentsOf: event.reference.utf8)
    referenceEnds.append(referenceBytes.count)
  }

  /// Appends the events of a block, which is empty then.
  ///
  /// - Parameter block: The events.
  public mutating func append(_ block: inout StakeEventBlock) {
    let count = block.count
    if block.hasSequences { beginSequences() }
    if !sequences.isEmpty || block.hasSequences {
      unsafe sequences.append(contentsOf: UnsafeBufferPointer(start: block.sequences, count: count))
    }
    unsafe marks.append(contentsOf: UnsafeBufferPointer(start: block.marks, count: count))
    unsafe amounts.append(contentsOf: UnsafeBufferPointer(start: block.amounts, count: count))
    unsafe withUnsafeTemporaryAllocation(of: UInt32.self, capacity: count) { numbers in
      guard let first = numbers.baseAddress else { return }
      unsafe table.findNumbers(of: block.accounts, block.upperCases, count: count, into: first)
      unsafe accountNumbers.append(contentsOf: UnsafeBufferPointer(start: first, count: count))
    }
    let start = referenceBytes.count
    for row in 0..<count { unsafe block.referenceEnds[row] += start }
    unsafe referenceEnds.append(
      contentsOf: UnsafeBufferPointer(start: block.referenceEnds, count: count)
    )
    unsafe referenceBytes.append(
      contentsOf: UnsafeBufferPointer(start: block.references, count: block.referenceByteCount)
    )
    block.removeAll()
  }

  /// Makes place for the first sequence above 0.
  private mutating func beginSequences() {
    guard sequences.isEmpty else { return }
    sequences.reserveCapacity(marks.capacity)
    sequences += repeatElement(0, count: marks.count)
  }

  /// Forgets the events that came after a number of them; their accounts stay.
  ///
  /// - Parameter count: How many events are kept; not more than there are.
  public mutating func removeEvents(after count: Int) {
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

  /// Gives all rows new references.
  mutating func setReferences(_ bytes: [UInt8], ends: [Int]) {
    (referenceBytes, referenceEnds) = (bytes, ends)
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
