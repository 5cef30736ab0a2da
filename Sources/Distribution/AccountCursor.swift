import EVMTypes

/// A row that belongs to an account.
protocol AccountRow {
  var account: Address { get }
}

extension AccountWeight: AccountRow {}
extension AccountBalance: AccountRow {}
extension AccountClaim: AccountRow {}
extension HolderShare: AccountRow {}

/// What all adjustments of an account add up to.
struct AccountAdjustment: AccountRow, Sendable {
  let account: Address
  let amount: SignedAmount
}

/// Goes over rows in account order, at most one an account, beside others.
struct AccountCursor<Row: AccountRow> {
  private let rows: ArraySlice<Row>
  private var place: Int

  init(_ rows: ArraySlice<Row>) {
    self.rows = rows
    self.place = rows.startIndex
  }

  /// The account of the next row; `nil` at the end.
  var account: Address? { place < rows.endIndex ? rows[place].account : nil }

  /// The next row, where it is this account's.
  mutating func row(of account: Address) -> Row? {
    guard place < rows.endIndex, rows[place].account == account else { return nil }
    place += 1
    return rows[place - 1]
  }
}

extension Address {
  /// The first of two accounts, where there are such.
  static func first(_ left: Address?, _ right: Address?) -> Address? {
    guard let left, let right else { return left ?? right }
    return min(left, right)
  }
}

extension ArraySlice where Element: AccountRow {
  /// The rows of accounts from one on up to another, where there are such; all are in account order.
  func between(_ start: Address?, _ end: Address?) -> ArraySlice<Element> {
    let first = start.map { start in partitionPoint { !($0.account < start) } } ?? startIndex
    let last = end.map { end in partitionPoint { !($0.account < end) } } ?? endIndex
    return self[first..<last]
  }
}
