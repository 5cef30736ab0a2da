import DelimitedText
import EVMTypes
public import MerkleClaims

/// `<asset>/claims.csv`: what each account may claim, in account order.
public enum ClaimAmountsTable: Sendable {
  static let columns = ["index", "account", "amount", "leaf"]

  /// Writes the table.
  ///
  /// - Parameter tree: The claims' tree; `nil` when there are no claims.
  /// - Returns: The table's bytes; amounts are base units.
  public static func bytes(of tree: ClaimTree?) -> [UInt8] {
    var writer = DelimitedWriter(columns: columns)
    guard let tree else { return writer.bytes }
    for (place, claim) in tree.claims.enumerated() {
      writer.append([
        "\(tree.index(ofClaim: place))", claim.account.description, claim.amount.description,
        "\(tree.position(ofClaim: place))",
      ])
    }
    return writer.bytes
  }
}
