public import EVMTypes

/// The claims of a distribution by columns: what the leaves of any format are made of.
///
/// Every column that is not empty has one value a claim. The columns that a table has decide which formats
/// it can be.
public struct ClaimColumns: Sendable, Hashable {
  /// How many claims there are.
  public var count: Int
  /// Who claims.
  public var accounts: [Address] = []
  /// What is claimed, in base units; up to three columns, where a leaf holds several amounts.
  public var amounts: [[UInt256]] = []
  /// The claims' indexes, where leaves hold one.
  public var indexes: [UInt256] = []
  /// The tokens that are claimed, where leaves hold one.
  public var tokens: [Address] = []
  /// Who receives what is claimed, where leaves hold it.
  public var beneficiaries: [Address] = []
  /// The networks or the operators' numbers: numbers that are no amounts.
  public var numbers: [UInt256] = []
  /// Bytes before the account that keep claims private, all of one length.
  public var salts: [[UInt8]] = []
  /// The leaves themselves, where they are given.
  public var hashes: [Digest] = []

  /// Creates columns without any values.
  ///
  /// - Parameter count: How many claims there are.
  public init(count: Int = 0) {
    self.count = count
  }

  /// The sum of a column of amounts.
  ///
  /// - Parameter column: The column.
  /// - Returns: The sum, in base units; `nil` for 2²⁵⁶ or more.
  public func total(ofColumn column: Int) -> UInt256? {
    var total = UInt256.zero
    for amount in amounts[column] {
      let (sum, overflow) = total.addingReportingOverflow(amount)
      guard !overflow else { return nil }
      total = sum
    }
    return total
  }

  /// Whether all amounts of a claim are zero.
  ///
  /// - Parameter row: The claim.
  /// - Returns: Whether it claims nothing.
  public func isZero(at row: Int) -> Bool { amounts.allSatisfy { $0[row].isZero } }

  /// The claims at some places.
  ///
  /// - Parameter rows: The places, in the order wanted.
  /// - Returns: The same columns with these claims.
  public func selecting(_ rows: [Int]) -> ClaimColumns {
    var columns = ClaimColumns(count: rows.count)
    func select<Value>(_ column: [Value]) -> [Value] {
      column.isEmpty ? [] : rows.map { column[$0] }
    }
    columns.accounts = select(accounts)
    columns.amounts = amounts.map(select)
    columns.indexes = select(indexes)
    columns.tokens = select(tokens)
    columns.beneficiaries = select(beneficiaries)
    columns.numbers = select(numbers)
    columns.salts = select(salts)
    columns.hashes = select(hashes)
    return columns
  }
}
