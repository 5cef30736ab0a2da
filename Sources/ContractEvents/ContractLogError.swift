/// Why a log is not the event that its source declares.
public enum ContractLogError: Error, Sendable, Hashable {
  /// It has another number of topics.
  case topicCount(Int, expected: Int)
  /// Its data has another size, in bytes.
  case dataSize(Int, expected: Int)
  /// A parameter holds more than an account.
  case notAnAccount(parameter: Int)
  /// A number is larger than its type.
  case tooLarge(parameter: Int)
}

extension ContractLogError: CustomStringConvertible {
  /// The fact, in one line.
  public var description: String {
    switch self {
    case .topicCount(let count, let expected):
      "has \(count) topics, where the declared event has \(expected); check which parameters are indexed"
    case .dataSize(let count, let expected):
      "has \(count) bytes of data, where the declared event has \(expected)"
    case .notAnAccount(let place): "parameter \(place + 1) is not an address"
    case .tooLarge(let place): "parameter \(place + 1) is larger than its type"
    }
  }
}
