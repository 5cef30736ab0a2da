/// Why an envelope is not taken.
public enum DSSEError: Error, Sendable, Hashable {
  /// It does not read, and why.
  case malformed(String)
  /// Its payload is of another type.
  case wrongType(String)
  /// No signature holds that is trusted.
  case notSigned
}

extension DSSEError: CustomStringConvertible {
  /// The fact, in one line.
  public var description: String {
    switch self {
    case .malformed(let fact): "not an envelope: \(fact)"
    case .wrongType(let type): "the payload is of type \(type)"
    case .notSigned: "no signature holds that is trusted"
    }
  }
}
