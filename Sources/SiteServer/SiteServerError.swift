/// Why a site cannot be shown.
public enum SiteServerError: Error, Sendable, Hashable {
  /// Another program listens on the port.
  case portTaken(UInt16)
  /// The system does not let the port be listened on, and says why.
  case cannotListen(UInt16, String)
  /// The server ended by itself, and says why.
  case ended(String)
}

extension SiteServerError: CustomStringConvertible {
  /// The fact, in one line.
  public var description: String {
    switch self {
    case .portTaken(let port): "another program listens on port \(port) of 127.0.0.1"
    case .cannotListen(let port, let cause): "cannot listen on port \(port) of 127.0.0.1: \(cause)"
    case .ended(let cause): "the server ended: \(cause)"
    }
  }
}
