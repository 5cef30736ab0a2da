import DelimitedText
public import Distribution
import EVMTypes

/// `<asset>/holders.csv`: the weight, share and payment of every holder, in account order.
public enum HoldersTable: Sendable {
  private static func columns(under ruleset: Ruleset) -> [String] {
    switch ruleset {
    case .v1: ["account", "weight", "share", "paid"]
    case .v2:
      [
        "account", "weight", "share", "accruedIn", "adjustment", "paid", "accruedOut",
        "beneficiary",
      ]
    }
  }

  /// Writes the table.
  ///
  /// - Parameters:
  ///   - holders: The holders, in account order.
  ///   - ruleset: The epoch's ruleset, which has columns of its own.
  /// - Returns: The table's bytes.
  public static func bytes(of holders: [HolderShare], under ruleset: Ruleset) -> [UInt8] {
    var writer = DelimitedWriter(columns: columns(under: ruleset))
    for holder in holders {
      switch ruleset {
      case .v1:
        writer.append([
          holder.account.description, holder.weight.description, holder.share.description,
          holder.paid.description,
        ])
      case .v2:
        writer.append([
          holder.account.description, holder.weight.description, holder.share.description,
          holder.accruedIn.description, holder.adjustment.description, holder.paid.description,
          holder.accruedOut.description, holder.beneficiary.description,
        ])
      }
    }
    return writer.bytes
  }

  /// Reads the table.
  ///
  /// - Parameters:
  ///   - bytes: The table's bytes.
  ///   - ruleset: The epoch's ruleset.
  /// - Returns: The holders, in the order of the table.
  /// - Throws: ``DocumentError``.
  public static func holders(
    parsing bytes: [UInt8],
    under ruleset: Ruleset
  ) throws(DocumentError) -> [HolderShare] {
    let table = try TableReader(parsing: bytes, columns: columns(under: ruleset))
    switch ruleset {
    case .v1:
      return try table.map { row throws(DocumentError) in
        HolderShare(
          account: try row.account(0),
          weight: try row.amount(1),
          share: try row.amount(2),
          paid: try row.amount(3)
        )
      }
    case .v2:
      return try table.map { row throws(DocumentError) in
        HolderShare(
          account: try row.account(0),
          weight: try row.amount(1),
          share: try row.amount(2),
          accruedIn: try row.signedAmount(3),
          adjustment: try row.signedAmount(4),
          paid: try row.amount(5),
          accruedOut: try row.signedAmount(6),
          beneficiary: try row.account(7)
        )
      }
    }
  }
}
