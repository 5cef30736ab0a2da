import DelimitedText
public import Distribution
import EVMTypes

/// `inputs/rates.csv`: the rates that an epoch's entries need, by asset, then by time.
public enum RatesTable: Sendable {
  static let columns = ["time", "asset", "rate", "source"]

  /// Writes the table.
  ///
  /// - Parameter rates: The rates, in canonical order.
  /// - Returns: The table's bytes.
  public static func bytes(of rates: [Rate]) -> [UInt8] {
    var writer = DelimitedWriter(columns: columns)
    for rate in rates {
      writer.append([rate.time.description, rate.asset, rate.rate.description, rate.source])
    }
    return writer.bytes
  }

  /// Reads the table.
  ///
  /// - Parameter bytes: The table's bytes.
  /// - Returns: The rates, in the order of the table.
  /// - Throws: ``DocumentError``.
  public static func rates(parsing bytes: [UInt8]) throws(DocumentError) -> [Rate] {
    try TableReader(parsing: bytes, columns: columns).map { row throws(DocumentError) in
      guard let rate = ExchangeRate(text: row.text(2)), rate.description == row.text(2) else {
        throw row.error(2, "expected a decimal above 0 without superfluous zeros")
      }
      return Rate(time: try row.time(0), asset: row.text(1), rate: rate, source: row.text(3))
    }
  }
}
