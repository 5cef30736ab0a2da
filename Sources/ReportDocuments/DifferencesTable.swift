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
}
