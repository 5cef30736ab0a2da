import EVMTypes
import MerkleClaims

/// Claims by columns while a file is read: which columns all claims have shows only at its end.
struct RowTable {
  private(set) var offsets: [Int] = []
  private(set) var proofOffsets: [Int] = []
  /// The object that each claim stands in, by number.
  private(set) var scopes: [Int32] = []
  /// The claims whose account is written in both cases, and which of the digits are upper case; ascending.
  private(set) var mixedCases: [(row: Int, upperCase: UInt64)] = []
  private var accounts: [Address] = []
  private var amounts: [[UInt256]] = []
  private var indexes = OptionalColumn<UInt256>(filler: .zero)
  private var tokens = OptionalColumn<Address>(filler: .zero)
  private var beneficiaries = OptionalColumn<Address>(filler: .zero)
  private var numbers = OptionalColumn<UInt256>(filler: .zero)
  private var salts = OptionalColumn<[UInt8]>(filler: [])
  private var leaves = OptionalColumn<Digest>(filler: .zero)

  var count: Int { offsets.count }

  mutating func append(_ row: ClaimRow, _ account: Address, _ values: [UInt256], scope: Int32) {
    if let upperCase = row.upperCase { mixedCases.append((count, upperCase)) }
    while amounts.count < values.count {
      amounts.append([UInt256](repeating: .zero, count: count))
    }
    for column in amounts.indices {
      amounts[column].append(column < values.count ? values[column] : .zero)
    }
    offsets.append(row.offset)
    proofOffsets.append(row.proofOffset ?? -1)
    scopes.append(scope)
    accounts.append(account)
    indexes.append(row.index)
    tokens.append(row.token)
    beneficiaries.append(row.beneficiary)
    numbers.append(row.number)
    salts.append(row.salt.isEmpty ? nil : row.salt)
    leaves.append(row.leaf)
  }

  /// Sets the token of claims that name none themselves.
  mutating func setToken(_ token: Address, from row: Int) {
    tokens.fill(from: row, with: token)
  }

  mutating func removeRows(from row: Int) {
    guard row < count else { return }
    offsets.removeSubrange(row...)
    proofOffsets.removeSubrange(row...)
    scopes.removeSubrange(row...)
    while let last = mixedCases.last, last.row >= row { mixedCases.removeLast() }
    accounts.removeSubrange(row...)
    for column in amounts.indices { amounts[column].removeSubrange(row...) }
    indexes.removeValues(from: row)
    tokens.removeValues(from: row)
    beneficiaries.removeValues(from: row)
    numbers.removeValues(from: row)
    salts.removeValues(from: row)
    leaves.removeValues(from: row)
  }

  /// The claims of a range whose account is written in both cases.
  func mixedCases(in range: Range<Int>) -> ArraySlice<(row: Int, upperCase: UInt64)> {
    mixedCases[mixedCases.firstPlace { $0.row >= range.lowerBound }...].prefix {
      range.contains($0.row)
    }
  }

  /// The leaves that the claims of a range state; none where not all do.
  func leaves(_ range: Range<Int>) -> [Digest] { leaves.values(range) }

  /// The columns that only some of the claims of a range have.
  func partialColumns(_ range: Range<Int>) -> [String] {
    [
      ("an index", indexes.isPartial(range)), ("a token", tokens.isPartial(range)),
      ("a beneficiary", beneficiaries.isPartial(range)), ("a number", numbers.isPartial(range)),
      ("a salt", salts.isPartial(range)),
    ].filter(\.1).map(\.0)
  }

  /// The claims of a range, with the columns that all of them have.
  func columns(_ range: Range<Int>) -> ClaimColumns {
    var columns = ClaimColumns(count: range.count)
    columns.accounts = Array(accounts[range])
    columns.amounts = amounts.map { Array($0[range]) }
    columns.indexes = indexes.values(range)
    columns.tokens = tokens.values(range)
    columns.beneficiaries = beneficiaries.values(range)
    columns.numbers = numbers.values(range)
    columns.salts = salts.values(range)
    if Set(columns.salts.map(\.count)).count > 1 { columns.salts = [] }
    return columns
  }
}

/// A column that some claims may lack.
private struct OptionalColumn<Value: Sendable> {
  private let filler: Value
  private var values: [Value] = []
  /// The rows that have no value, ascending.
  private var missing: [Int] = []

  init(filler: Value) {
    self.filler = filler
  }

  mutating func append(_ value: Value?) {
    if value == nil { missing.append(values.count) }
    values.append(value ?? filler)
  }

  mutating func fill(from row: Int, with value: Value) {
    while let last = missing.last, last >= row {
      values[last] = value
      missing.removeLast()
    }
  }

  mutating func removeValues(from row: Int) {
    values.removeSubrange(row...)
    while let last = missing.last, last >= row { missing.removeLast() }
  }

  func isPartial(_ range: Range<Int>) -> Bool {
    let missingCount = missing.count { range.contains($0) }
    return missingCount > 0 && missingCount < range.count
  }

  func values(_ range: Range<Int>) -> [Value] {
    let place = missing.firstPlace { $0 >= range.lowerBound }
    return place < missing.count && missing[place] < range.upperBound ? [] : Array(values[range])
  }
}

extension Array {
  /// The first place at which something holds that holds at all places behind, too; the end where it never does.
  fileprivate func firstPlace(where isBehind: (Element) -> Bool) -> Int {
    var (start, end) = (0, count)
    while start < end {
      let middle = (start + end) / 2
      if isBehind(self[middle]) { end = middle } else { start = middle + 1 }
    }
    return start
  }
}
