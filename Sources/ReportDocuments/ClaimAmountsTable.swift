import DelimitedText
import EVMTypes
public import MerkleClaims
public import TextChunks

/// `<asset>/claims.csv`: what each account may claim, in account order.
public enum ClaimAmountsTable: Sendable {
  static let columns = ["index", "account", "amount", "leaf"]

  /// Writes the table.
  ///
  /// - Parameter tree: The claims' tree; `nil` when there are no claims.
  /// - Returns: The table; amounts are base units.
  public static func text(of tree: ClaimTree?) -> ChunkedText {
    guard let tree else {
      return AccountRows { _ in .zero }.text(columns: columns, count: 0) { _, _, _ in }
    }
    return AccountRows { tree.claims[$0].account }.text(columns: columns, count: tree.claims.count)
    {
      place,
      upperCase,
      text in
      text.append(tree.index(ofClaim: place))
      text.append(",")
      text.append(tree.claims[place].account, upperCase: upperCase)
      text.append(",")
      text.append(tree.claims[place].amount)
      text.append(",")
      text.append(tree.position(ofClaim: place))
    }
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
