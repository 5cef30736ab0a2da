/// An engine that queries are written for.
public enum SQLDialect: String, Sendable, Hashable, CaseIterable {
  /// DuckDB.
  case duckdb
  /// PostgreSQL.
  case postgres
  /// Spark SQL, in ANSI mode.
  case spark

  /// The engine's own name.
  var name: String {
    switch self {
    case .duckdb: "DuckDB"
    case .postgres: "PostgreSQL"
    case .spark: "Spark"
    }
  }

  /// What holds where amounts are whole numbers, and arithmetic on them is exact or fails.
  var isExact: String {
    switch self {
    case .duckdb: "typeof(amount) = 'HUGEINT'"
    // Not defined for floating point; neither a fraction, nor infinity, nor what is no number has the remainder 0.
    case .postgres: "amount % 1 = 0"
    // Without ANSI mode what does not fit becomes NULL, and this sum a DOUBLE.
    case .spark: "typeof(amount) = 'decimal(38,0)' AND typeof(1 + '1') = 'bigint'"
    }
  }

  /// What may be wrong where ``isExact`` does not hold.
  var otherwise: String {
    switch self {
    case .duckdb: "amount is no HUGEINT"
    case .postgres: "amount is no whole numeric"
    case .spark: "amount is no DECIMAL(38, 0), or spark.sql.ansi.enabled is false"
    }
  }

  /// What becomes of a figure that is too large.
  var limit: String {
    switch self {
    case .duckdb: "A figure of 2^127 or more ends the query with an error."
    case .postgres: "Figures of any size are exact."
    case .spark:
      "A figure of 10^38 or more ends the query with an error, as does ANSI mode that is off."
    }
  }

  /// How texts are put in the order of their bytes.
  var byteOrder: String {
    switch self {
    case .duckdb, .spark: ""
    case .postgres: " COLLATE \"C\""
    }
  }

  /// An expression that ends the query.
  ///
  /// - Parameter text: An expression of what the error should say; it depends on a row, or it would be worked out too
  ///   early.
  /// - Returns: The expression, of any number's type.
  func failure(_ text: String) -> String {
    switch self {
    case .duckdb: "error(\(text))"
    case .postgres: "CAST(\(text) AS numeric)"
    case .spark: "raise_error(\(text))"
    }
  }
}
