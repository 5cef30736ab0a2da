/// Why there is no calldata of a claim.
public enum ClaimFunctionError: Error, Sendable, Hashable, CustomStringConvertible {
  /// It is not written as a name and its types in parentheses.
  case malformed
  /// A parameter of a type that no part of a claim has.
  case unknownType(String)
  /// Not one proof among the parameters, or not one amount.
  case notOne(String)
  /// Which part of a claim a parameter takes is not certain.
  case ambiguous(String)
  /// Amount or index does not fit.
  case tooLarge(type: String)
  /// It takes a token, and the asset has no contract.
  case noToken

  /// What is wrong, in a line.
  public var description: String {
    switch self {
    case .malformed:
      "expected a function as in \"claim(address account,uint256 amount,bytes32[] proof)\""
    case .unknownType(let type):
      "a parameter of type \(type), which nothing of a claim has; "
        + "there are address, uint8 to uint256, bytes32 (the root) and bytes32[] (the proof)"
    case .notOne(let part): "expected one \(part) among the parameters"
    case .ambiguous(let type):
      "several parameters of type \(type): which part of the claim each takes is not certain"
    case .tooLarge(let type): "the claim's number does not fit into \(type)"
    case .noToken: "it takes the token, and the asset has no contract"
    }
  }
}
