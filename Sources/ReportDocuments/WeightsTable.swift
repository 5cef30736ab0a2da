import DelimitedText
public import Distribution
import EVMTypes
public import FileStore
public import TextChunks

/// `inputs/weights.csv`: the stake × time that weights are given by.
///
/// - Source: docs/specification.md, section 7.1.
public enum WeightsTable: Sendable {
  /// The columns, which are those that the queries of `revshare sql` give.
  static let columns = ["account", "step", "amount_seconds"]

  /// Writes the table.
  ///
  /// - Parameter sums: The sums, by account, then by step.
  /// - Returns: The table; sums are base units of the staked token × seconds.
  public static func text(of sums: [StakeSum]) -> ChunkedText {
    AccountRows { sums[$0].account }.text(columns: columns, count: sums.count) {
      place,
      upperCase,
      text in
      let sum = sums[place]
      text.append(sum.account, upperCase: upperCase)
      text.append(",")
      text.append(sum.step)
      text.append(",")
      text.append(sum.amountSeconds)
    }
  }

  /// Reads the table.
  ///
  /// - Parameter file: The table.
  /// - Returns: The sums, in the order of the table.
  /// - Throws: ``DocumentError``.
  public static func sums(parsing file: any OpenFile) throws(DocumentError) -> [StakeSum] {
    try TableReader(parsing: file, columns: columns).map { row throws(DocumentError) in
      StakeSum(
        account: try row.account(0),
        // No multiplier has as many steps as that.
        step: Int(clamping: try row.count(1)),
        amountSeconds: try row.amount(2)
      )
    }
  }
}
