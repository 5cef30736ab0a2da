import DelimitedText
public import Distribution
import EVMTypes

/// `<asset>/differences.csv` of a correction: how the shares of holders change, in account order.
public enum DifferencesTable: Sendable {
  static let columns = ["account", "before", "after", "difference"]

  /// Writes the table.
  ///
  /// - Parameter differences: The differences, in account order.
  /// - Returns: The table's bytes; amounts are base units.
  public static func bytes(of differences: [ShareDifference]) -> [UInt8] {
    var writer = DelimitedWriter(columns: columns)
    for difference in differences {
      writer.append([
        difference.account.description, difference.before.description,
        difference.after.description, difference.amount.description,
      ])
    }
    return writer.bytes
  }

  /// Reads the table.
  ///
  /// - Parameter bytes: The table's bytes.
  /// - Returns: The differences, in the order of the table.
  /// - Throws: ``DocumentError``.
  public static func differences(
    parsing bytes: [UInt8]
  ) throws(DocumentError) -> [ShareDifference] {
    try TableReader(parsing: bytes, columns: columns).map { row throws(DocumentError) in
      let (account, before, after) = (try row.account(0), try row.amount(1), try row.amount(2))
      guard
        let difference = try? ShareDifference(account: account, before: before, after: after),
        difference.amount == (try row.signedAmount(3))
      else { throw DocumentError(at: "\(account)", "the difference is not that of the shares") }
      return difference
    }
  }
}
