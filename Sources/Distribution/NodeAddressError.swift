/// Why a text is not the address of a node.
public enum NodeAddressError: Error, Sendable, Hashable, CustomStringConvertible {
  /// It does not begin with `https://`.
  case notHTTPS
  /// It has more than 2,000 bytes.
  case tooLong
  /// It has a user, a query or a fragment.
  case notPlain
  /// Its host is none.
  case host
  /// Its port is none.
  case port
  /// A character of its path is not allowed.
  case path

  /// What is wrong, in a line.
  public var description: String {
    switch self {
    case .notHTTPS: "a node's address begins with https://"
    case .tooLong: "a node's address has at most 2,000 characters"
    case .notPlain:
      "a node's address has no user, query or fragment (@, ?, #): everyone can read it on the site"
    case .host: "the host is lower-case letters, digits, dots and hyphens"
    case .port: "the port is a number from 1 to 65535"
    case .path: "the path is letters, digits and - . _ ~ / %"
    }
  }
}
