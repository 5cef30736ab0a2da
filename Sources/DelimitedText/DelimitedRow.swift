/// A row of a table: as many fields as the header names.
public struct DelimitedRow: Sendable, Hashable {
  /// The line of the file that the row begins on, from 1.
  public let line: Int
  /// The fields, in the order of the columns.
  public let fields: [String]
}
