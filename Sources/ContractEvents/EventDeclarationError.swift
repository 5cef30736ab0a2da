/// Why a text does not declare an event.
public enum EventDeclarationError: Error, Sendable, Hashable {
  /// Not a name with parameters in brackets.
  case malformed
  /// A type that events do not have, or that is not supported.
  case unknownType(String)
  /// More indexed parameters than a log has topics for.
  case tooManyIndexed
  /// Two parameters have the same name.
  case sameNames
}

extension EventDeclarationError: CustomStringConvertible {
  /// The fact, in one line.
  public var description: String {
    switch self {
    case .malformed:
      "not an event; write it as Solidity does, such as Staked(address indexed user, uint256 amount)"
    case .unknownType(let type): "\(type) is not a type of an event's parameter"
    case .tooManyIndexed: "at most three parameters can be indexed"
    case .sameNames: "two parameters have the same name"
    }
  }
}
