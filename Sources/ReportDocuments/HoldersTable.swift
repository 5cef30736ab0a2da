import DelimitedText
public import Distribution
public import EVMTypes
public import FileStore
public import TextChunks

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
  /// - Returns: The table.
  public static func text(of holders: HolderShares, under ruleset: Ruleset) -> ChunkedText {
    AccountRows { holders.account($0) }.text(
      columns: columns(under: ruleset),
      count: holders.count
    ) { place, upperCase, text in
      let holder = holders[place]
      text.append(holder.account, upperCase: upperCase)
      text.append(",")
      text.append(holder.weight)
      text.append(",")
      text.append(holder.share)
      text.append(",")
      switch ruleset {
      case .v1: text.append(holder.paid)
      case .v2:
        text.append(payment: holder)
        text.append(",")
        if holder.beneficiary == holder.account {
          text.append(holder.account, upperCase: upperCase)
        } else {
          text.append(holder.beneficiary.description)
        }
      }
    }
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
    try TableReader(parsing: bytes, columns: columns(under: ruleset))
      .map { row throws(DocumentError) in try holder(row, under: ruleset) }
  }

  /// Reads the shares alone.
  ///
  /// - Parameters:
  ///   - file: The table.
  ///   - ruleset: The epoch's ruleset.
  /// - Returns: The shares of the holders with weight, in the order of the table, in base units, and the first of these
  ///   holders; `nil` where there is none.
  /// - Throws: ``DocumentError``.
  public static func shares(
    parsing file: any OpenFile,
    under ruleset: Ruleset
  ) throws(DocumentError) -> (shares: [UInt256], first: HolderShare?) {
    let nothing = (shares: [UInt256](), first: HolderShare?.none)
    return try TableReader(parsing: file, columns: columns(under: ruleset))
      .collect(nothing) { rows, row throws(DocumentError) in
        guard try !row.amount(1).isZero else { return }
        rows.shares.append(try row.amount(2))
        if rows.first == nil { rows.first = try holder(row, under: ruleset) }
      }
  }

  private static func holder(
    _ row: TableRow,
    under ruleset: Ruleset
  ) throws(DocumentError) -> HolderShare {
    switch ruleset {
    case .v1:
      HolderShare(
        account: try row.account(0),
        weight: try row.amount(1),
        share: try row.amount(2),
        paid: try row.amount(3)
      )
    case .v2:
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
