public import EVMTypes

/// An event of a contract as Solidity declares it: its name and its parameters.
///
/// - Source: Solidity contract ABI specification, section "Events".
public struct EventDeclaration: Sendable, Hashable {
  /// A parameter of an event.
  public struct Parameter: Sendable, Hashable {
    /// Its name; empty where it has none.
    public let name: String
    /// What it holds.
    public let type: EventParameterType
    /// Whether it stands in the log's topics.
    public let isIndexed: Bool
  }

  /// The event's name.
  public let name: String
  /// The parameters, in order.
  public let parameters: [Parameter]
  /// The log's first topic: keccak-256 of ``signature``.
  public let topic: Digest

  /// How many parameters may be indexed.
  static let indexedLimit = 3

  /// Reads a declaration, with or without `event` before it and a semicolon behind it.
  ///
  /// - Parameter text: The declaration, such as `Staked(address indexed user, uint256 amount)`.
  /// - Throws: ``EventDeclarationError``.
  public init(parsing text: String) throws(EventDeclarationError) {
    var words = text[...]
    words = Self.trimmed(words)
    if words.last == ";" { words = Self.trimmed(words.dropLast()) }
    if words.hasPrefix("event ") { words = Self.trimmed(words.dropFirst(6)) }
    guard words.utf8.allSatisfy({ $0 >= 0x20 && $0 < 0x7F }), words.last == ")",
      let opening = words.firstIndex(of: "(")
    else { throw .malformed }
    let name = String(Self.trimmed(words[..<opening]))
    guard Self.isName(name) else { throw .malformed }
    let inside = words[words.index(after: opening)...].dropLast()
    let parts =
      Self.trimmed(inside).isEmpty
      ? [] : inside.split(separator: ",", omittingEmptySubsequences: false)
    var parameters: [Parameter] = []
    for part in parts { parameters.append(try Self.parameter(part)) }
    guard parameters.count(where: \.isIndexed) <= Self.indexedLimit else { throw .tooManyIndexed }
    let names = parameters.map(\.name).filter { !$0.isEmpty }
    guard Set(names).count == names.count else { throw .sameNames }
    self.name = name
    self.parameters = parameters
    self.topic = Digest(keccak256Of: Self.signature(name, parameters).utf8)
  }

  /// The name and the types, as they are hashed: `Staked(address,uint256)`.
  public var signature: String { Self.signature(name, parameters) }

  private static func signature(_ name: String, _ parameters: [Parameter]) -> String {
    "\(name)(\(parameters.map(\.type.description).joined(separator: ",")))"
  }

  private static func parameter(_ text: Substring) throws(EventDeclarationError) -> Parameter {
    let words = text.split(separator: " ")
    guard let first = words.first else { throw .malformed }
    let isIndexed = words.count > 1 && words[1] == "indexed"
    let rest = words.dropFirst(isIndexed ? 2 : 1)
    guard rest.count <= 1, rest.allSatisfy({ isName(String($0)) && $0 != "indexed" }) else {
      throw .malformed
    }
    guard let type = EventParameterType(first) else { throw .unknownType(String(first)) }
    return Parameter(name: rest.first.map { String($0) } ?? "", type: type, isIndexed: isIndexed)
  }

  private static func isName(_ text: String) -> Bool {
    guard let first = text.utf8.first, !(0x30...0x39).contains(first) else { return false }
    return text.utf8.allSatisfy { byte in
      switch byte {
      case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, UInt8(ascii: "_"), UInt8(ascii: "$"): true
      default: false
      }
    }
  }

  private static func trimmed(_ text: Substring) -> Substring {
    var text = text
    while text.first == " " { text.removeFirst() }
    while text.last == " " { text.removeLast() }
    return text
  }
}
