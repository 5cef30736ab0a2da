/// Writes CSV in the one form in which Revshare publishes it.
///
/// LF line ends; quotes only around fields that hold a comma, a quote, CR or LF.
///
/// - Source: RFC 4180; docs/specification.md, section 5.
public struct DelimitedWriter: Sendable {
  /// What was written.
  public private(set) var bytes: [UInt8] = []

  /// Starts a table.
  ///
  /// - Parameter columns: The columns' names.
  public init(columns: [String]) {
    append(columns)
  }

  /// Appends a row.
  ///
  /// - Parameter fields: The fields, in the order of the columns.
  public mutating func append(_ fields: [String]) {
    for (index, field) in fields.enumerated() {
      if index > 0 { bytes.append(UInt8(ascii: ",")) }
      append(field)
    }
    bytes.append(UInt8(ascii: "\n"))
  }

  private mutating func append(_ field: String) {
    let special: [UInt8] = [UInt8(ascii: ","), UInt8(ascii: "\""), 0x0A, 0x0D]
    guard field.utf8.contains(where: special.contains) else {
      bytes += field.utf8
      return
    }
    bytes.append(UInt8(ascii: "\""))
    for byte in field.utf8 {
      if byte == UInt8(ascii: "\"") { bytes.append(byte) }
      bytes.append(byte)
    }
    bytes.append(UInt8(ascii: "\""))
  }
}
