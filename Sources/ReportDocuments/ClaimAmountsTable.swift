import DelimitedText
import EVMTypes
public import MerkleClaims

/// `<asset>/claims.csv`: what each account may claim, in account order.
public enum ClaimAmountsTable: Sendable {
  static let columns = ["index", "account", "amount", "leaf"]

  /// Writes the table.
  ///
  /// - Parameter claims: The claims, in account order, which is that of the leaves.
  /// - Returns: The table's bytes; amounts are base units.
  public static func bytes(of claims: [Claim]) -> [UInt8] {
    var writer = DelimitedWriter(columns: columns)
    for (index, claim) in claims.enumerated() {
      writer.append([
        "\(index)", claim.account.description, claim.amount.description, "\(index)",
      ])
    }
    return writer.bytes
  }
}
