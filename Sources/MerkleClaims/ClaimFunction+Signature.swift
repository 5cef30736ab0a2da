public import ClaimVerifier

extension ClaimFunction {
  /// Reads a function as Solidity declares it, with or without names of parameters.
  ///
  /// What a parameter takes is seen by its type: `bytes32[]` the proof, `bytes32` the root, a number the amount, an
  /// address the account. Two numbers are index and amount where a leaf of the preset holds an index; two addresses
  /// are account and token where it holds the token, both in the leaf's order. Where every type is an array more, the
  /// function takes many claims at once.
  ///
  /// - Parameters:
  ///   - text: The function, for example `claim(address,uint256,bytes32[])`.
  ///   - preset: The preset of the tree.
  /// - Throws: ``ClaimFunctionError`` when it is malformed or what a parameter takes is not certain.
  public init(parsing text: String, for preset: TreePreset) throws(ClaimFunctionError) {
    let (name, written) = try Self.parts(of: text)
    let isForMany = written.contains("bytes32[][]")
    var types: [String] = []
    for type in written {
      guard !isForMany || type.hasSuffix("[]") else { throw .unknownType(type) }
      types.append(isForMany ? String(type.dropLast(2)) : type)
    }
    let numbers = types.filter { Self.bits(of: $0) != nil }
    let addresses = types.filter { $0 == "address" }
    guard types.filter({ $0 == "bytes32[]" }).count == 1 else { throw .notOne("proof (bytes32[])") }
    guard !numbers.isEmpty else { throw .notOne("amount (uint256)") }
    guard types.filter({ $0 == "bytes32" }).count <= 1 else { throw .ambiguous("bytes32") }
    guard numbers.count <= (preset.holdsIndex ? 2 : 1) else { throw .ambiguous(numbers[0]) }
    guard addresses.count <= (preset.holdsToken ? 2 : 1) else { throw .ambiguous("address") }
    var numberRoles: [Role] = numbers.count == 2 ? [.index, .amount] : [.amount]
    var addressRoles: [Role] = [.account, .token]
    var parameters: [Parameter] = []
    for type in types {
      let role: Role
      switch type {
      case "bytes32[]": role = .proof
      case "bytes32": role = .root
      case "address": role = addressRoles.removeFirst()
      default:
        guard Self.bits(of: type) != nil else { throw .unknownType(type) }
        role = numberRoles.removeFirst()
      }
      parameters.append(Parameter(type: type, bits: Self.bits(of: type) ?? 256, role: role))
    }
    self.init(name: name, parameters: parameters, isForMany: isForMany)
  }

  /// The name, and the types of the parameters.
  private static func parts(
    of text: String
  ) throws(ClaimFunctionError) -> (name: String, types: [String]) {
    let text = [UInt8](text.utf8)
    guard let opening = text.firstIndex(of: UInt8(ascii: "(")), text.last == UInt8(ascii: ")")
    else {
      throw .malformed
    }
    let name = String(decoding: text[..<opening], as: UTF8.self)
    guard isName(name) else { throw .malformed }
    var types: [String] = []
    let inside = text[(opening + 1)..<(text.count - 1)]
    for part in inside.split(separator: UInt8(ascii: ","), omittingEmptySubsequences: false) {
      let words = part.split(separator: UInt8(ascii: " ")).map {
        String(decoding: $0, as: UTF8.self)
      }
      guard let type = words.first, isType(type), words.dropFirst().allSatisfy(isName) else {
        throw .malformed
      }
      types.append(type.hasPrefix("uint[") || type == "uint" ? "uint256" + type.dropFirst(4) : type)
    }
    return (name, types)
  }

  /// The bits of a number's type; `nil` for any other type.
  private static func bits(of type: String) -> Int? {
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
