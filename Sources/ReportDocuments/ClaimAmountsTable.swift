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

  /// Reads the table.
  ///
  /// - Parameter bytes: The table's bytes.
  /// - Returns: Accounts and amounts, in the order of the table.
  /// - Throws: ``DocumentError``.
  public static func claims(parsing bytes: [UInt8]) throws(DocumentError) -> [Claim] {
    try TableReader(parsing: bytes, columns: columns).map { row throws(DocumentError) in
      Claim(account: try row.account(1), amount: try row.amount(2))
    }
  }
}
