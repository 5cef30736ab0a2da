public import EVMTypes

/// Stake events in columns: a collection that makes each event when it is asked for.
///
/// A part of it, such as an epoch's events, shares the columns and costs nothing.
public struct StakeEvents: Sendable {
  let columns: StakeEventColumns
  /// The rows that belong to it.
  let rows: Range<Int>

  init(_ columns: StakeEventColumns, rows: Range<Int>) {
    self.columns = columns
    self.rows = rows
  }

  /// Takes events in the order in which they stand.
  ///
  /// - Parameter columns: The events.
  public init(_ columns: consuming StakeEventColumns) {
    columns.sortAccounts()
    let count = columns.count
    self.init(columns, rows: 0..<count)
  }

  /// Takes events in the order in which they come.
  ///
  /// - Parameter events: The events.
  public init(_ events: some Sequence<StakeEvent>) {
    if let events = events as? StakeEvents {
      self = events
      return
    }
    var columns = StakeEventColumns()
    for event in events { columns.append(event) }
    self.init(columns)
  }
}

extension StakeEvents: RandomAccessCollection {
  /// Zero.
  public var startIndex: Int { 0 }
  /// How many events there are.
  public var endIndex: Int { rows.count }

  /// The event at a place.
  ///
  /// - Parameter place: Its place, from 0.
  public subscript(place: Int) -> StakeEvent {
    precondition(indices.contains(place), "a place has an event")
    return columns.event(rows.lowerBound + place)
  }
}

extension StakeEvents {
  /// What stands in a row of the table of events but its reference.
  public struct Row: Sendable {
    /// When it happened.
    public let time: Timestamp
    /// What orders it among those of one second.
    public let sequence: UInt64?
    /// Whether stake was added or taken.
    public let action: StakeEvent.Action
    /// Whose stake it is.
    public let account: Address
    /// How much, in base units of the staked token.
    public let amount: UInt256
  }

  /// The accounts of these events and of those that they were cut from, each once and in order.
  public var accounts: [Address] { columns.accounts }

  /// Whose stake the event at a place concerns.
  ///
  /// - Parameter place: The place, from 0.
  /// - Returns: The account's place among ``accounts``.
  public func accountNumber(_ place: Int) -> Int {
    precondition(indices.contains(place), "a place has an event")
    return Int(columns.accountNumbers[rows.lowerBound + place])
  }

  /// Calls a function with the reference of the event at a place, in UTF-8, where it stands.
  ///
  /// - Parameters:
  ///   - place: The place, from 0.
  ///   - body: Takes it.
  public func withReference(_ place: Int, _ body: (Span<UInt8>) -> Void) {
    precondition(indices.contains(place), "a place has an event")
    body(columns.referenceBytes.span.extracting(columns.referenceRange(rows.lowerBound + place)))
  }

  /// Whose stake the event at a place concerns.
  ///
  /// - Parameter place: The place, from 0.
  /// - Returns: The account.
  public func account(_ place: Int) -> Address {
    precondition(indices.contains(place), "a place has an event")
    return columns.accounts[Int(columns.accountNumbers[rows.lowerBound + place])]
  }

  /// The row at a place.
  ///
  /// - Parameter place: The place, from 0.
  /// - Returns: The row.
  public func row(_ place: Int) -> Row {
    precondition(indices.contains(place), "a place has an event")
    let row = rows.lowerBound + place
    return Row(
      time: columns.time(row),
      sequence: columns.sequence(row),
      action: columns.action(row),
      account: columns.accounts[Int(columns.accountNumbers[row])],
      amount: columns.amount(row)
    )
  }
}

extension StakeEvents: ExpressibleByArrayLiteral {
  /// Takes a literal of the source text.
  ///
  /// - Parameter events: The events, in the order in which they stand.
  public init(arrayLiteral events: StakeEvent...) {
    self.init(events)
  }
}

extension StakeEvents: Hashable {
  /// Whether both hold the same events in the same order.
  ///
  /// - Parameters:
  ///   - left: Events.
  ///   - right: Other events.
  /// - Returns: Whether they are equal.
  public static func == (left: StakeEvents, right: StakeEvents) -> Bool {
    left.elementsEqual(right)
  }

  /// Adds the events to a hash.
  ///
  /// - Parameter hasher: Where to.
  public func hash(into hasher: inout Hasher) {
    hasher.combine(count)
    for event in self { hasher.combine(event) }
  }
}
