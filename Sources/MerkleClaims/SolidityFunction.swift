/// A function as Solidity declares it: its name, and the types and names of its parameters.
///
/// - Source: Solidity contract ABI specification, section "Function Selector".
struct SolidityFunction {
  let name: String
  /// The parameters; a name is empty where there is none.
  let parameters: [(type: String, name: String)]

  /// Reads a declaration; gives `nil` for anything else.
  init?(parsing text: String) {
    let text = [UInt8](text.utf8)
    guard let opening = text.firstIndex(of: UInt8(ascii: "(")), text.last == UInt8(ascii: ")")
    else { return nil }
    let name = String(decoding: text[..<opening], as: UTF8.self)
    guard Self.isName(name) else { return nil }
    var parameters: [(type: String, name: String)] = []
    let inside = text[(opening + 1)..<(text.count - 1)]
    for part in inside.split(separator: UInt8(ascii: ","), omittingEmptySubsequences: false) {
      let words = part.split(separator: UInt8(ascii: " ")).map {
        String(decoding: $0, as: UTF8.self)
      }
      guard let type = words.first, Self.isType(type), words.dropFirst().allSatisfy(Self.isName)
      else { return nil }
      let isShort = type.hasPrefix("uint[") || type == "uint"
      parameters.append(
        (
          type: isShort ? "uint256" + type.dropFirst(4) : type,
          name: words.count > 1 ? words[words.count - 1] : ""
        )
      )
    }
    self.name = name
    self.parameters = parameters
  }

  /// The bits of a number's type; `nil` for any other type.
  static func bits(of type: String) -> Int? {
    guard type.hasPrefix("uint"), let bits = Int(type.dropFirst(4)), bits > 0, bits <= 256,
      bits.isMultiple(of: 8), type == "uint\(bits)"
    else { return nil }
    return bits
  }

  private static func isName(_ text: String) -> Bool {
    guard let first = text.utf8.first, !(UInt8(ascii: "0")...UInt8(ascii: "9")).contains(first)
    else { return false }
    return text.utf8.allSatisfy(isOfName)
  }

  private static func isType(_ text: String) -> Bool {
    var text = text[...]
    while text.hasSuffix("[]") { text = text.dropLast(2) }
    return isName(String(text))
  }

  private static func isOfName(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "_"), UInt8(ascii: "$"):
      true
    default: false
    }
  }
}
