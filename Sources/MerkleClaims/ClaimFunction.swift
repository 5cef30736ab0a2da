public import EVMTypes

/// The function of a distributor contract that pays a claim: its name, and what each parameter is.
///
/// - Source: Solidity contract ABI specification, section "Function Selector".
public struct ClaimFunction: Sendable, Hashable {
  /// What a parameter takes of a claim.
  enum Role: Sendable, Hashable {
    case index
    case account
    case token
    case amount
    case root
    case proof
  }

  struct Parameter: Sendable, Hashable {
    /// The ABI type of one claim's value.
    let type: String
    /// How many bits it takes, where it is a number.
    let bits: Int
    let role: Role
  }

  let name: String
  let parameters: [Parameter]
  /// Whether it takes many claims at once: each parameter is then an array of one.
  let isForMany: Bool

  /// Name and types, as the selector is made of them.
  public var signature: String {
    let suffix = isForMany ? "[]" : ""
    return "\(name)(\(parameters.map { $0.type + suffix }.joined(separator: ",")))"
  }

  /// The first four bytes of the signature's keccak-256.
  public var selector: [UInt8] { ABIValue.selector(of: signature) }

  /// The data of a transaction that claims.
  ///
  /// - Parameters:
  ///   - proof: The claim and its proof.
  ///   - token: The token that is claimed; the function may not take it.
  ///   - root: The root that the proof leads to.
  /// - Returns: The selector and the arguments as the ABI encodes them.
  /// - Throws: ``ClaimFunctionError/tooLarge(type:)`` when amount or index does not fit into its parameter, and
  ///   ``ClaimFunctionError/noToken`` when it takes a token and there is none.
  public func calldata(
    of proof: ClaimProof,
    token: Address?,
    root: Digest
  ) throws(ClaimFunctionError) -> [UInt8] {
    var values: [ABIValue] = []
    for parameter in parameters {
      let value = try value(of: parameter, proof, token, root)
      values.append(isForMany ? .array([value]) : value)
    }
    return selector + ABIValue.encode(values)
  }

  private func value(
    of parameter: Parameter,
    _ proof: ClaimProof,
    _ token: Address?,
    _ root: Digest
  ) throws(ClaimFunctionError) -> ABIValue {
    switch parameter.role {
    case .index: return try number(UInt256(UInt64(proof.index)), as: parameter)
    case .amount: return try number(proof.claim.amount, as: parameter)
    case .account: return .address(proof.claim.account)
    case .token:
      guard let token else { throw .noToken }
      return .address(token)
    case .root: return .word(root)
    case .proof: return .array(proof.siblings.map(ABIValue.word))
    }
  }

  private func number(
    _ value: UInt256,
    as parameter: Parameter
  ) throws(ClaimFunctionError) -> ABIValue {
    guard 256 - value.leadingZeroBitCount <= parameter.bits else {
      throw .tooLarge(type: parameter.type)
    }
    return .unsigned(value)
  }
}
