import StrictJSON

/// Values of private columns, opened to who is given the document.
///
/// - Source: docs/specification.md, section 11.
public struct DisclosureDocument: Sendable, Hashable {
  /// What stands under the key `format`.
  public static let format = "revshare-disclosure-v1"

  /// The values, at least one.
  public let values: [DisclosedValue]

  /// Creates a document.
  ///
  /// - Parameter values: The values, at least one.
  public init(_ values: [DisclosedValue]) {
    self.values = values
  }

  /// The document's bytes.
  public var bytes: [UInt8] {
    JSONValue.object([
      .init("format", .string(Self.format)),
      .init("values", .array(values.map(\.json))),
    ]).canonicalBytes
  }

  /// Reads a document.
  ///
  /// - Parameter bytes: The document.
  /// - Throws: ``DocumentError``.
  public init(parsing bytes: [UInt8]) throws(DocumentError) {
    let document = try JSONCursor(parsing: bytes, format: Self.format)
    try document.allow(["format", "values"])
    let values = try document.member("values")
    self.values = try values.map { value throws(DocumentError) in
      try DisclosedValue(value)
    }
    guard !self.values.isEmpty else { throw values.error("expected at least one value") }
  }
}
