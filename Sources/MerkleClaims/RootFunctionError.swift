/// Why there is no calldata that sets a root.
public enum RootFunctionError: Error, Sendable, Hashable, CustomStringConvertible {
  /// It is not written as a name and its types in brackets.
  case malformed
  /// A parameter of a type that nothing of an epoch has.
  case unknownType(String)
  /// No parameter takes the root.
  case noRoot
  /// It takes a token, and the asset has no contract.
  case noToken

  /// What is wrong, in a line.
  public var description: String {
    switch self {
    case .malformed: "expected a function as in \"setMerkleRoot(bytes32 root)\""
    case .unknownType(let type):
      "a parameter of type \(type); there are bytes32 (the root), uint256 (the epoch, or the amount where its name "
        + "begins with amount or total) and address (the token)"
    case .noRoot: "no parameter takes the root; it is a bytes32"
    case .noToken: "it takes the token, and the asset has no contract"
    }
  }
}
