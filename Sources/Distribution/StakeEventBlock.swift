public import EVMTypes

/// Some stake events side by side, in memory that is used again for the next ones.
///
/// What reads a ledger of millions of rows fills one, and ``StakeEventColumns`` takes all of it at a time.
@safe
public struct StakeEventBlock: ~Copyable {
  /// How many events there may be: few, so that what was touched for one of them is still close when it is used.
  static let capacity = 256
  /// How many bytes their references may have.
  static let referenceCapacity = 65_536

  /// How many events there are.
  public private(set) var count = 0
  /// How many bytes their references have.
  private(set) var referenceByteCount = 0
  /// Whether an event has a sequence above 0.
  private(set) var hasSequences = false
  // What StakeEventColumns has of each event.
  let marks = UnsafeMutablePointer<UInt64>.allocate(capacity: capacity)
  let sequences = UnsafeMutablePointer<UInt64>.allocate(capacity: capacity)
  let amounts = UnsafeMutablePointer<UInt128>.allocate(capacity: capacity)
  let accounts = UnsafeMutablePointer<Address>.allocate(capacity: capacity)
  let upperCases = UnsafeMutablePointer<UInt64>.allocate(capacity: capacity)
  /// Where each reference ends in `references`.
  let referenceEnds = UnsafeMutablePointer<Int>.allocate(capacity: capacity)
  let references = UnsafeMutablePointer<UInt8>.allocate(capacity: referenceCapacity)

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
  public func hasRoom(forReferenceOf byteCount: Int) -> Bool {
    count < Self.capacity && byteCount <= Self.referenceCapacity - referenceByteCount
  }

  /// Appends a part of the next event's reference, after a colon if it is not the first one.
  ///
  /// - Parameter part: UTF-8. There is room for it, as ``hasRoom(forReferenceOf:)`` says.
  public mutating func append(referencePart part: RawSpan) {
    let colonCount =
      referenceByteCount == (count == 0 ? 0 : unsafe referenceEnds[count - 1]) ? 0 : 1
    precondition(
      part.byteCount + colonCount <= Self.referenceCapacity - referenceByteCount,
      "there is room for the reference"
    )
    if colonCount == 1 { unsafe references[referenceByteCount] = UInt8(ascii: ":") }
    referenceByteCount += colonCount
    unsafe part.withUnsafeBytes { bytes in
      guard let start = bytes.baseAddress else { return }
      unsafe UnsafeMutableRawPointer(references + referenceByteCount)
        .copyMemory(from: start, byteCount: bytes.count)
    }
    referenceByteCount += part.byteCount
  }

  /// Appends an event whose reference was appended.
  ///
  /// - Parameters:
  ///   - time: When it happened.
  ///   - sequence: Its place among the events of one second.
  ///   - action: What it does.
  ///   - account: Whose stake it changes.
  ///   - upperCase: Which of the account's 40 digits were written in upper case, the first one in the highest of 40 bits;
  ///     0 where all letters had one case.
  ///   - amount: How much, in base units of the staked token.
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
