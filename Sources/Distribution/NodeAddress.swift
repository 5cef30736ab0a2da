/// The address of a node that answers JSON-RPC about a chain: where a page may ask for a contract's root.
///
/// It stands in the policy of a page, so that nothing is in it that could end its place there: `https`, a host of
/// lower-case letters, digits, dots and hyphens, perhaps a port and a path; no user, query or fragment.
public struct NodeAddress: Sendable, Hashable, CustomStringConvertible {
  /// The whole address.
  public let description: String
  /// The part that names who is asked: scheme, host and port.
  public let origin: String

  /// Reads an address.
  ///
  /// - Parameter text: The address.
  /// - Throws: ``NodeAddressError``.
  public init(_ text: String) throws(NodeAddressError) {
    let scheme = "https://"
    guard text.utf8.starts(with: scheme.utf8) else { throw .notHTTPS }
    guard text.utf8.count <= 2_000 else { throw .tooLong }
    let rest = text.utf8.dropFirst(scheme.utf8.count)
    guard !rest.contains(where: { "@?#".utf8.contains($0) }) else { throw .notPlain }
    let authority = rest.prefix { $0 != UInt8(ascii: "/") }
    let path = rest.dropFirst(authority.count)
    let pieces = authority.split(separator: UInt8(ascii: ":"), omittingEmptySubsequences: false)
    guard pieces.count <= 2, Self.isHost(pieces[0]) else { throw .host }
    if pieces.count == 2 {
      guard let port = UInt16(String(decoding: pieces[1], as: UTF8.self)), port > 0,
        pieces[1].elementsEqual("\(port)".utf8)
      else { throw .port }
    }
    guard path.allSatisfy(Self.isOfPath) else { throw .path }
    self.description = text
    self.origin = scheme + String(decoding: authority, as: UTF8.self)
  }

  private static func isHost(_ host: Substring.UTF8View) -> Bool {
    let labels = host.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
    return host.count <= 253
      && labels.allSatisfy { label in
        !label.isEmpty && label.count <= 63 && label.allSatisfy(isOfHost)
          && label.first != UInt8(ascii: "-") && label.last != UInt8(ascii: "-")
      }
  }

  private static func isOfHost(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "0")...UInt8(ascii: "9"),
      UInt8(ascii: "-"):
      true
    default: false
    }
  }

  private static func isOfPath(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "A")...UInt8(ascii: "Z"): true
    default: isOfHost(byte) || "/._~%".utf8.contains(byte)
    }
  }
}
