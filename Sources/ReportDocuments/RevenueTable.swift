import DelimitedText
public import Distribution
import EVMTypes

/// `inputs/revenue.csv`: an epoch's revenue entries, in canonical order.
public enum RevenueTable: Sendable {
  private static func columns(under ruleset: Ruleset) -> [String] {
    switch ruleset {
    case .v1: ["time", "stream", "amount", "reference", "note"]
    case .v2:
      [
        "time", "stream", "asset", "amount", "rateTime", "converted", "adjusts", "refunds",
        "reference", "note",
      ]
    }
  }

  /// Writes the table.
  ///
  /// - Parameters:
  ///   - entries: The entries, in canonical order.
  ///   - ruleset: The epoch's ruleset, which has columns of its own.
  /// - Returns: The table's bytes; amounts are base units.
  public static func bytes(of entries: [RevenueEntry], under ruleset: Ruleset) -> [UInt8] {
    var writer = DelimitedWriter(columns: columns(under: ruleset))
    for entry in entries {
      switch ruleset {
      case .v1:
        writer.append([
          entry.time.description, entry.stream, entry.amount.description, entry.reference,
          entry.note,
        ])
      case .v2:
        writer.append([
          entry.time.description, entry.stream, entry.asset, entry.amount.description,
          entry.rateTime?.description ?? "", entry.converted.description,
          entry.adjusts.map { "\($0)" } ?? "", entry.refunds ?? "", entry.reference, entry.note,
        ])
      }
    }
    return writer.bytes
  }

  /// Reads the table.
  ///
  /// - Parameters:
  ///   - bytes: The table's bytes.
  ///   - terms: The epoch's terms: its ruleset, and the asset of entries under ruleset 1.
  /// - Returns: The entries, in the order of the table.
  /// - Throws: ``DocumentError``.
  public static func entries(
    parsing bytes: [UInt8],
    under terms: EpochTerms
  ) throws(DocumentError) -> [RevenueEntry] {
    let table = TableReader(parsing: bytes, columns: columns(under: terms.ruleset))
    switch terms.ruleset {
    case .v1:
      let asset = terms.assets.first?.asset.id ?? ""
      return try table.map { row throws(DocumentError) in
        RevenueEntry(
          time: try row.time(0),
          stream: row.text(1),
          asset: asset,
          amount: try row.signedAmount(2),
          reference: row.text(3),
          note: row.text(4)
        )
      }
    case .v2:
      return try table.map { row throws(DocumentError) in
        RevenueEntry(
          time: try row.time(0),
          stream: row.text(1),
          asset: row.text(2),
          amount: try row.signedAmount(3),
          rateTime: try row.optionalTime(4),
          converted: try row.signedAmount(5),
          adjusts: row.text(6).isEmpty ? nil : try row.epoch(6),
          refunds: row.text(7).isEmpty ? nil : row.text(7),
          reference: row.text(8),
          note: row.text(9)
        )
      }
    }
  }
}
