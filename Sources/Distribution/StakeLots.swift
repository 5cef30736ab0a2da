public import EVMTypes

/// Lots in columns: a collection that makes each lot when it is asked for.
///
/// A lot takes 28 bytes, and an account 24 once for all of its lots that stand together; less than half of what ``Lot``
/// takes.
public struct StakeLots: Sendable {
  /// The accounts, each once for its lots that stand together.
  private var accounts: [Address] = []
  /// Each lot's place in `accounts`.
  private var accountNumbers: [UInt32] = []
  /// The starts, and a bit for a wide amount; times are below 2³⁸.
  private var marks: [UInt64] = []
  /// The low amounts; for a wide one, its place in `wideAmounts`.
  private var amounts: [UInt128] = []
  /// The amounts of 2¹²⁸ and more.
  private var wideAmounts: [UInt256] = []

  private static let wideMark: UInt64 = 1

  /// Starts without lots.
  public init() {}

  /// Takes lots in the order in which they come.
  ///
  /// - Parameter lots: The lots.
  public init(_ lots: some Sequence<Lot>) {
    if let lots = lots as? StakeLots {
      self = lots
      return
    }
    for lot in lots { append(lot) }
  }

  /// Makes room for lots, which takes no memory before it is used.
  ///
  /// - Parameter count: How many there will be.
  public mutating func reserveCapacity(_ count: Int) {
    accountNumbers.reserveCapacity(count)
    marks.reserveCapacity(count)
    amounts.reserveCapacity(count)
  }

  /// Appends a lot.
  ///
  /// - Parameter lot: The lot.
  public mutating func append(_ lot: Lot) {
    if accounts.last != lot.account { accounts.append(lot.account) }
    accountNumbers.append(UInt32(accounts.count - 1))
    if let low = lot.amount.low128 {
      marks.append(lot.start.unixSeconds << 1)
      amounts.append(low)
    } else {
      marks.append(lot.start.unixSeconds << 1 | Self.wideMark)
      amounts.append(UInt128(wideAmounts.count))
      wideAmounts.append(lot.amount)
    }
  }

  /// Appends other lots.
  ///
  /// - Parameter lots: The lots.
  public mutating func append(contentsOf lots: StakeLots) {
    let (accountCount, wideCount) = (UInt32(accounts.count), UInt128(wideAmounts.count))
    accounts += lots.accounts
    for number in lots.accountNumbers { accountNumbers.append(number + accountCount) }
    marks += lots.marks
    if lots.wideAmounts.isEmpty {
      amounts += lots.amounts
    } else {
      for (mark, amount) in zip(lots.marks, lots.amounts) {
        amounts.append(mark & Self.wideMark == 0 ? amount : amount + wideCount)
      }
      wideAmounts += lots.wideAmounts
    }
  }

  /// Whose lot it is that stands at a place.
  ///
  /// - Parameter place: The place, from 0.
  /// - Returns: The account.
  public func account(_ place: Int) -> Address { accounts[Int(accountNumbers[place])] }
}

extension StakeLots: RandomAccessCollection {
  /// Zero.
  public var startIndex: Int { 0 }
  /// How many lots there are.
  public var endIndex: Int { marks.count }

  /// The lot at a place.
  ///
  /// - Parameter place: Its place, from 0.
  public subscript(place: Int) -> Lot {
    let (mark, low) = (marks[place], amounts[place])
    return Lot(
      account: account(place),
      start: Timestamp(known: mark >> 1),
      amount: mark & Self.wideMark == 0
        ? UInt256(low128: low) : wideAmounts[Int(truncatingIfNeeded: low)]
    )
  }
}

extension StakeLots: ExpressibleByArrayLiteral {
  /// Takes a literal of the source text.
  ///
  /// - Parameter lots: The lots, in the order in which they stand.
  public init(arrayLiteral lots: Lot...) { self.init(lots) }
}

extension StakeLots: Hashable {
  /// Whether both hold the same lots in the same order.
  ///
  /// - Parameters:
  ///   - left: Lots.
  ///   - right: Other lots.
  /// - Returns: Whether they are equal.
  public static func == (left: StakeLots, right: StakeLots) -> Bool { left.elementsEqual(right) }

  /// Adds the lots to a hash.
  ///
  /// - Parameter hasher: Where to.
  public func hash(into hasher: inout Hasher) {
    hasher.combine(count)
    for lot in self { hasher.combine(lot) }
  }
}
