/// The address of a node, which often holds a key: it is never printed whole.
public struct NodeURL: Sendable, Hashable {
  /// The address as it was given.
  let text: String

  /// Takes an address; gives `nil` for anything but printable `http` or `https`.
  ///
  /// - Parameter text: The address.
  public init?(_ text: String) {
    guard text.utf8.count <= 2_048, text.utf8.allSatisfy({ $0 > 0x20 && $0 < 0x7F }),
      let scheme = ["https://", "http://"].first(where: { text.lowercased().hasPrefix($0) }),
      text.utf8.count > scheme.utf8.count
    else { return nil }
    self.text = text
  }
}

extension NodeURL: CustomStringConvertible {
  /// Scheme, host and port; whatever may hold a key is left out.
  public var description: String {
    let scheme = text.prefix { $0 != ":" } + "://"
    let rest = text.dropFirst(scheme.count)
    let authority = rest.prefix { !"/?#".contains($0) }
    let host = authority.lastIndex(of: "@").map { authority[authority.index(after: $0)...] }
    return scheme + (host ?? authority) + (rest.count > authority.count ? "/..." : "")
  }

  /// A text of the node without the address or what may be a key in it.
  ///
  /// - Parameter text: What the node, or the connection to it, says.
  /// - Returns: One line of at most 200 characters.
  func redacted(_ text: String) -> String {
    var line = String(text.prefix(1_000).map { $0.isNewline ? " " : $0 })
    let rest = self.text.dropFirst(self.text.prefix { $0 != ":" }.count + 3)
    let authority = rest.prefix { !"/?#".contains($0) }
    var secrets = rest.dropFirst(authority.count).split { "/?#&=".contains($0) }
    if let at = authority.lastIndex(of: "@") {
      secrets += authority[..<at].split(separator: ":")
    }
    for secret in secrets where secret.count >= 6 {
      line = line.split(separator: secret, omittingEmptySubsequences: false).joined(
        separator: "..."
      )
    }
    return String(line.prefix(200))
  }
}
