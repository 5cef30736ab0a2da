/// Why a text is no address of a site.
public enum SiteAddressError: Error, Sendable, Hashable {
  /// It has over 1,024 bytes.
  case tooLong
  /// It holds a space, a control character, or what is not ASCII.
  case notPlain
  /// It does not begin with `http://` or `https://`.
  case scheme
  /// It holds a user or a password.
  case user
  /// There is no host, or it or its port is not one.
  case host
  /// The path holds an empty name, `.`, `..` or what has to be percent-encoded.
  case path
  /// It holds a query.
  case query
  /// It holds a fragment.
  case fragment
}

extension SiteAddressError: CustomStringConvertible {
  /// The fact, in one line.
  public var description: String {
    switch self {
    case .tooLong: "the address has over 1,024 bytes"
    case .notPlain: "the address holds a space, a control character or a letter beyond ASCII"
    case .scheme: "an address begins with http:// or https://"
    case .user: "the address holds a user or password, which would end up in logs; leave it out"
    case .host: "the address names no host, or its port is no number from 1 to 65535"
    case .path:
      "the path of the address holds an empty name, \".\", \"..\" or a character to encode"
    case .query: "the address holds a query; name the folder of the site alone"
    case .fragment: "the address holds a fragment; name the folder of the site alone"
    }
  }
}
