/// A JSON value whose numbers are the text that stands there and whose members keep their order.
public enum JSONValue: Sendable, Hashable {
  /// A member of an object.
  public struct Member: Sendable, Hashable {
    /// The member's key.
    public let key: String
    /// The member's value.
    public let value: JSONValue

    /// Creates a member.
    ///
    /// - Parameters:
    ///   - key: The member's key.
    ///   - value: The member's value.
    public init(_ key: String, _ value: JSONValue) {
      self.key = key
      self.value = value
    }
  }

  /// Members in their order, with distinct keys.
  case object([Member])
  /// Elements in their order.
  case array([JSONValue])
  /// A text.
  case string(String)
  /// A number as it is written, such as `1250.50`.
  case number(String)
  /// A truth value.
  case bool(Bool)
  /// Nothing.
  case null

  /// A whole number.
  ///
  /// - Parameter value: The number.
  /// - Returns: The number as JSON.
  public static func integer(_ value: some BinaryInteger) -> JSONValue { .number(String(value)) }

  /// A text, or null where there is none.
  ///
  /// - Parameter text: The text.
  /// - Returns: The text as JSON.
  public static func optional(_ text: String?) -> JSONValue { text.map { .string($0) } ?? .null }
}
