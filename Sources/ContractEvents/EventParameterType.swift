/// The type of an event's parameter, as far as its place among the others needs it.
///
/// - Source: Solidity contract ABI specification, sections "Types" and "Formal specification of the encoding".
public struct EventParameterType: Sendable, Hashable {
  /// What one word can be read as.
  public enum Word: Sendable, Hashable {
    /// `address`.
    case account
    /// `uint8` to `uint256`, by its bits.
    case unsigned(Int)
    /// Anything else.
    case other
  }

  /// The type as it is hashed: `uint` is `uint256`.
  public let description: String
  /// How many words it takes among the others that stand in the log's data.
  public let wordCount: Int
  /// What its word holds; ``Word/other`` for what has more than one.
  public let word: Word

  /// How many words a fixed array may have.
  private static let wordLimit = 1_024

  /// Reads a type; gives `nil` for tuples, which are not supported, and for what is no type.
  init?(_ text: Substring) {
    let element = text.prefix { $0 != "[" }
    guard let (name, word) = Self.elementary(element) else { return nil }
    var suffix = text.dropFirst(element.count)
    guard !suffix.isEmpty else {
      let isLong = name == "string" || name == "bytes"
      self.init(name, wordCount: 1, word: isLong ? .other : word)
      return
    }
    let dimensions = String(suffix)
    var wordCount = 1
    var isDynamic = name == "string" || name == "bytes"
    while !suffix.isEmpty {
      guard suffix.first == "[", let end = suffix.firstIndex(of: "]") else { return nil }
      let digits = suffix[suffix.index(after: suffix.startIndex)..<end]
      if digits.isEmpty {
        isDynamic = true
      } else {
        guard let count = Self.count(digits), count > 0, wordCount <= Self.wordLimit / count else {
          return nil
        }
        wordCount *= count
      }
      suffix = suffix[suffix.index(after: end)...]
    }
    self.init(name + dimensions, wordCount: isDynamic ? 1 : wordCount, word: .other)
  }

  private init(_ description: String, wordCount: Int, word: Word) {
    self.description = description
    self.wordCount = wordCount
    self.word = word
  }

  private static func elementary(_ text: Substring) -> (name: String, word: Word)? {
    switch text {
    case "address": return ("address", .account)
    case "bool", "string", "bytes": return (String(text), .other)
    case "uint": return ("uint256", .unsigned(256))
    case "int": return ("int256", .other)
    default: break
    }
    for (prefix, step, limit) in [("uint", 8, 256), ("int", 8, 256), ("bytes", 1, 32)]
    where text.hasPrefix(prefix) {
      guard let count = count(text.dropFirst(prefix.count)), count > 0, count <= limit,
        count.isMultiple(of: step)
      else { return nil }
      return (String(text), prefix == "uint" ? .unsigned(count) : .other)
    }
    return nil
  }

  /// A number without superfluous zeros.
  private static func count(_ digits: Substring) -> Int? {
    guard let number = Int(digits), number >= 0, "\(number)" == digits else { return nil }
    return number
  }
}
