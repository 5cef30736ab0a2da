public import EVMTypes

/// Some stake events side by side, in memory that is used again for the next ones.
///
/// What reads a ledger of millions of rows fills one, and ``StakeEventColumns`` takes all of it at a time.
@safe
public struct StakeEventBlock: ~Copyable {
  /// How many events there may be: few, so that what was touched for one of them is still close when it is used.
  @inlinable static var capacity: Int { 256 }
  /// How many bytes their references may have.
  @inlinable static var referenceCapacity: Int { 65_536 }
  /// How many bytes behind a part of a reference may be written along with it.
  public static let slack = 16

  /// How many events there are.
  @usableFromInline var count = 0
  /// How many bytes their references have.
  @usableFromInline var referenceByteCount = 0
  /// Whether an event has a sequence above 0.
  @usableFromInline var hasSequences = false
  // What StakeEventColumns has of each event.
  @usableFromInline let marks = UnsafeMutablePointer<UInt64>.allocate(capacity: capacity)
  @usableFromInline let sequences = UnsafeMutablePointer<UInt64>.allocate(capacity: capacity)
  @usableFromInline let amounts = UnsafeMutablePointer<UInt128>.allocate(capacity: capacity)
  @usableFromInline let accounts = UnsafeMutablePointer<Address>.allocate(capacity: capacity)
  @usableFromInline let upperCases = UnsafeMutablePointer<UInt64>.allocate(capacity: capacity)
  /// Where each reference ends in `references`.
  @usableFromInline let referenceEnds = UnsafeMutablePointer<Int>.allocate(capacity: capacity)
  @usableFromInline let references = UnsafeMutablePointer<UInt8>.allocate(
    capacity: referenceCapacity + slack
  )

  /// Starts without events.
  public init() {}

  deinit {
    unsafe marks.deallocate()
    unsafe sequences.deallocate()
    unsafe amounts.deallocate()
    unsafe accounts.deallocate()
    unsafe upperCases.deallocate()
    unsafe referenceEnds.deallocate()
    unsafe references.deallocate()
  }

  /// Whether there is room for one more event.
  ///
  /// - Parameter byteCount: How many bytes its reference has.
  /// - Returns: Whether it may be appended.
  @inlinable
  public func hasRoom(forReferenceOf byteCount: Int) -> Bool {
    count < Self.capacity && byteCount <= Self.referenceCapacity - referenceByteCount
  }

  /// Appends a part of the next event's reference, after a colon if it is not the first one.
  ///
  /// - Parameters:
  ///   - byteCount: How many bytes of UTF-8 the part has. There is room for it, as ``hasRoom(forReferenceOf:)`` says.
  ///   - write: Writes the part, and no more than ``slack`` bytes behind it.
  @inlinable
  @inline(__always)
  public mutating func append(
    referencePartOf byteCount: Int,
    _ write: (UnsafeMutableRawPointer) -> Void
  ) {
    let start = count == 0 ? 0 : unsafe referenceEnds[count - 1]
    let colonCount = referenceByteCount == start ? 0 : 1
    precondition(
      byteCount >= 0 && byteCount <= Self.referenceCapacity - referenceByteCount - colonCount,
      "there is room for the reference"
    )
    if colonCount == 1 { unsafe references[referenceByteCount] = UInt8(ascii: ":") }
    unsafe write(UnsafeMutableRawPointer(references + referenceByteCount + colonCount))
    referenceByteCount += colonCount + byteCount
  }

  /// Appends an event whose reference was appended.
  ///
  /// - Parameters:
  ///   - time: When it happened.
  ///   - sequence: Its place among the events of one second.
  ///   - action: What it does.
  ///   - account: Whose stake it changes.
  ///   - upperCase: Which of the account's 40 digits were written in upper case, a bit for each in an order that is the reader's own;
  ///     0 where all letters had one case.
  ///   - amount: How much, in base units of the staked token.
  @inlinable
  @inline(__always)
  public mutating func append(
    time: Timestamp,
    sequence: UInt64?,
    action: StakeEvent.Action,
    account: Address,
    upperCase: UInt64,
    amount: UInt128
  ) {
    precondition(count < Self.capacity, "there is room for the event")
    var mark = time.unixSeconds &<< 3
    if action == .unstake { mark |= StakeEventColumns.unstakeMark }
    if let sequence {
      mark |= StakeEventColumns.sequenceMark
      if sequence != 0 { hasSequences = true }
    }
    unsafe marks[count] = mark
    unsafe sequences[count] = sequence ?? 0
    unsafe amounts[count] = amount
    unsafe accounts[count] = account
    unsafe upperCases[count] = upperCase
    unsafe referenceEnds[count] = referenceByteCount
    count += 1
  }

  /// Forgets all events.
  mutating func removeAll() {
    count = 0
    referenceByteCount = 0
    hasSequences = false
  }
}

@available(*, unavailable)
extension StakeEventBlock: Sendable {}
