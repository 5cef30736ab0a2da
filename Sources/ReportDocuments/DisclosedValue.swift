import EVMTypes
import StrictJSON

/// A value of a private column with its salt: whoever has both can tell that it is the published one.
public struct DisclosedValue: Sendable, Hashable {
  /// The epoch whose inputs, or those of a correction of it, hold the commitment.
  public let epoch: Int
  /// The table of the inputs.
  public let table: CommittedTable
  /// The column; one of the table's.
  public let column: String
  /// What is published in the value's place: `sha256:` and 64 lower-case hexadecimal digits.
  public let commitment: String
  /// The value's salt, 32 bytes.
  public let salt: [UInt8]
  /// The value.
  public let value: String

  /// Creates a value.
  ///
  /// - Parameters:
  ///   - epoch: The epoch whose inputs, or those of a correction of it, hold the commitment.
  ///   - table: The table of the inputs.
  ///   - column: The column; one of the table's.
  ///   - commitment: What is published in the value's place.
  ///   - salt: The value's salt, 32 bytes.
  ///   - value: The value.
  public init(
    epoch: Int,
    table: CommittedTable,
    column: String,
    commitment: String,
    salt: [UInt8],
    value: String
  ) {
    self.epoch = epoch
    self.table = table
    self.column = column
    self.commitment = commitment
    self.salt = salt
    self.value = value
  }

  init(_ place: JSONCursor) throws(DocumentError) {
    try place.allow(["epoch", "table", "column", "commitment", "salt", "value"])
    self.epoch = try place.member("epoch").count()
    let table = try place.member("table")
    guard let known = CommittedTable(rawValue: try table.text()) else {
      let names = CommittedTable.allCases.map(\.rawValue).joined(separator: ", ")
      throw table.error("expected one of \(names)")
    }
    self.table = known
    let column = try place.member("column")
    self.column = try column.text()
    guard known.columns.contains(self.column) else {
      throw column.error("expected one of \(known.columns.joined(separator: ", "))")
    }
    let commitment = try place.member("commitment")
    self.commitment = try commitment.text()
    guard self.commitment.utf8.starts(with: "sha256:".utf8),
      ContentDigest(text: String(self.commitment.dropFirst(7))) != nil
    else { throw commitment.error("expected sha256: and 64 lower-case hexadecimal digits") }
    let salt = try place.member("salt")
    let digits = [UInt8](try salt.text().utf8)
    guard let bytes = Hex.bytes(of: digits), bytes.count == 32, Hex.digits(of: bytes) == digits
    else { throw salt.error("expected 64 lower-case hexadecimal digits") }
    self.salt = bytes
    self.value = try place.member("value").text()
  }

  var json: JSONValue {
    .object([
      .init("epoch", .integer(epoch)),
      .init("table", .string(table.rawValue)),
      .init("column", .string(column)),
      .init("commitment", .string(commitment)),
      .init("salt", .string(String(decoding: Hex.digits(of: salt), as: UTF8.self))),
      .init("value", .string(value)),
    ])
  }
}
