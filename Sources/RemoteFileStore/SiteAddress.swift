public import FileStore

/// The address of a site on the web: `http` or `https`, a host, and the folder that its files lie in.
public struct SiteAddress: Sendable, Hashable {
  /// The address, which ends with `/`.
  public let text: String

  /// Takes an address.
  ///
  /// Only plain addresses are taken, so that nothing can read one in another way: ASCII, no query, no fragment,
  /// no `..`, no `//` in the path, and no user or password, which would end up in logs.
  ///
  /// - Parameter text: The address, with or without `/` at its end.
  /// - Throws: ``SiteAddressError``.
  /// - Source: RFC 3986, sections 3.1 to 3.3.
  public init(_ text: String) throws(SiteAddressError) {
    guard text.utf8.count <= 1_024 else { throw .tooLong }
    guard text.utf8.allSatisfy({ $0 > 0x20 && $0 < 0x7F }) else { throw .notPlain }
    guard !text.utf8.contains(UInt8(ascii: "?")) else { throw .query }
    guard !text.utf8.contains(UInt8(ascii: "#")) else { throw .fragment }
    guard let scheme = ["https://", "http://"].first(where: { text.lowercased().hasPrefix($0) })
    else { throw .scheme }
    let rest = text.dropFirst(scheme.count)
    let authority = rest.prefix { $0 != "/" }
    guard !authority.contains("@") else { throw .user }
    guard Self.isAuthority(authority) else { throw .host }
    var names = rest.dropFirst(authority.count)
      .split(separator: "/", omittingEmptySubsequences: false)
    if names.last?.isEmpty == true { names.removeLast() }
    guard names.dropFirst().allSatisfy(Self.isName) else { throw .path }
    self.text = scheme + authority.lowercased() + names.joined(separator: "/") + "/"
  }

  /// The address of a file of the site.
  ///
  /// - Parameter path: The file.
  /// - Returns: The address, with all but letters, digits, `-`, `.`, `_`, `~` and `/` percent-encoded.
  public func file(_ path: RelativePath) -> String {
    var address = text
    for byte in path.description.utf8 {
      if Self.isUnreserved(byte) || byte == UInt8(ascii: "/") {
        address.unicodeScalars.append(Unicode.Scalar(byte))
      } else {
        let digits = String(byte, radix: 16, uppercase: true)
        address += "%" + (digits.utf8.count < 2 ? "0" : "") + digits
      }
    }
    return address
  }

  private static func isUnreserved(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"):
      true
    default: "-._~".utf8.contains(byte)
    }
  }

  private static func isAuthority(_ authority: Substring) -> Bool {
    let host: Substring
    let port: Substring
    if authority.first == "[", let end = authority.firstIndex(of: "]") {
      host = authority[authority.index(after: authority.startIndex)..<end]
      port = authority[authority.index(after: end)...]
      guard host.utf8.allSatisfy({ "0123456789abcdefABCDEF:.".utf8.contains($0) }) else {
        return false
      }
    } else {
      host = authority.prefix { $0 != ":" }
      port = authority.dropFirst(host.count)
      guard host.utf8.allSatisfy({ isUnreserved($0) && $0 != UInt8(ascii: "~") }) else {
        return false
      }
    }
    guard !host.isEmpty, port.isEmpty || port.first == ":" else { return false }
    return port.isEmpty
      || (port.dropFirst().utf8.allSatisfy { (0x30...0x39).contains($0) }
        && UInt16(port.dropFirst()).map { $0 > 0 } == true)
  }

  /// Whether a name of the path is one that no server or library changes.
  private static func isName(_ name: Substring) -> Bool {
    guard !name.isEmpty, name != ".", name != ".." else { return false }
    var bytes = name.utf8[...]
    while let byte = bytes.popFirst() {
      if byte == UInt8(ascii: "%") {
        let digits = bytes.prefix(2)
        guard digits.count == 2, let value = UInt8(String(Substring(digits)), radix: 16),
          !"./\\".utf8.contains(value), value > 0x1F, !digits.contains(UInt8(ascii: "+"))
        else { return false }
        bytes = bytes.dropFirst(2)
      } else {
        guard isUnreserved(byte) || "!$&'()*+,;=:@".utf8.contains(byte) else { return false }
      }
    }
    return true
  }
}

extension SiteAddress: CustomStringConvertible {
  /// The address.
  public var description: String { text }
}
