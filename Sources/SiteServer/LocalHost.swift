/// Whether a request was meant for this server.
///
/// A page elsewhere can give its own name the address 127.0.0.1 and then read what is served there, as if it were
/// its own (DNS rebinding). The browser still sends that name.
///
/// - Parameters:
///   - host: The request's `Host`.
///   - port: The port that the server listens on.
/// - Returns: Whether the host is one of this machine's own names, with that port.
func isLocalHost(_ host: String, port: UInt16) -> Bool {
  let host = host.lowercased()
  return ["127.0.0.1", "localhost"].contains { name in
    host == "\(name):\(port)" || (port == 80 && host == name)
  }
}
