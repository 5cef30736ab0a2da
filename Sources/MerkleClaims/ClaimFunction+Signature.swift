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
    guard let declared = SolidityFunction(parsing: text) else { throw .malformed }
    let written = declared.parameters.map(\.type)
    let isForMany = written.contains("bytes32[][]")
    var types: [String] = []
    for type in written {
      guard !isForMany || type.hasSuffix("[]") else { throw .unknownType(type) }
      types.append(isForMany ? String(type.dropLast(2)) : type)
    }
    let numbers = types.filter { SolidityFunction.bits(of: $0) != nil }
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
        guard SolidityFunction.bits(of: type) != nil else { throw .unknownType(type) }
        role = numberRoles.removeFirst()
      }
      parameters.append(
        Parameter(type: type, bits: SolidityFunction.bits(of: type) ?? 256, role: role)
      )
    }
    self.init(name: declared.name, parameters: parameters, isForMany: isForMany)
  }
}
