/// The request line and the fields of a request.
///
/// - Source: RFC 9112, sections 2 to 5; lines may end with a line feed alone.
struct RequestHead: Sendable, Hashable {
  /// How many bytes a head may have.
  static let byteLimit = 16_384

  let method: String
  /// The target as it stands in the request.
  let target: String
  /// Whether the client says HTTP/1.1, by which a connection goes on.
  let isPersistent: Bool
  /// The values by names in small letters; those of a repeated name joined by commas.
  let fields: [String: String]

  /// Where a head ends in what came so far, its empty line included; `nil` when more is to come.
  static func end(in bytes: [UInt8]) -> Int? {
    var lineStart = 0
    for (index, byte) in bytes.enumerated() where byte == lineFeed {
      let length = index - lineStart
      if length == 0 || (length == 1 && bytes[lineStart] == carriageReturn) { return index + 1 }
      lineStart = index + 1
    }
    return nil
  }

  /// Reads a head.
  ///
  /// Gives `nil` for what is no head of HTTP/1.1 or 1.0, for a field that goes on in the next line, and for two
  /// hosts or lengths.
  ///
  /// - Parameter bytes: The head with its empty line.
  init?(_ bytes: some Collection<UInt8>) {
    var lines = bytes.split(separator: lineFeed, omittingEmptySubsequences: false).map { line in
      line.last == carriageReturn ? line.dropLast() : line
    }
    guard let first = lines.first, !lines.contains(where: { $0.contains(carriageReturn) })
    else { return nil }
    lines.removeFirst()
    let parts = first.split(separator: UInt8(ascii: " "), omittingEmptySubsequences: false)
    guard parts.count == 3, !parts[0].isEmpty, parts[0].allSatisfy(isTokenByte),
      let target = String(validating: parts[1], as: UTF8.self)
    else { return nil }
    switch String(decoding: parts[2], as: UTF8.self) {
    case "HTTP/1.1": self.isPersistent = true
    case "HTTP/1.0": self.isPersistent = false
    default: return nil
    }
    var fields: [String: String] = [:]
    for line in lines where !line.isEmpty {
      guard let colon = line.firstIndex(of: UInt8(ascii: ":")), colon > line.startIndex,
        line[..<colon].allSatisfy(isTokenByte)
      else { return nil }
      let name = String(decoding: line[..<colon], as: UTF8.self).lowercased()
      let text = String(decoding: line[line.index(after: colon)...], as: UTF8.self)
      let value = String(Substring(withoutBlanks(text.utf8[...])))
      if let earlier = fields[name] {
        guard name != "host", name != "content-length" else { return nil }
        fields[name] = earlier + ", " + value
      } else {
        fields[name] = value
      }
    }
    self.method = String(decoding: parts[0], as: UTF8.self)
    self.target = target
    self.fields = fields
  }

  /// Whether more follows the head.
  var hasBody: Bool {
    fields["transfer-encoding"] != nil || (fields["content-length"] ?? "0") != "0"
  }

  /// Whether the client sends more requests on this connection.
  var isLast: Bool {
    let tokens = (fields["connection"] ?? "").split(separator: ",").map(trimmed)
    return !isPersistent || tokens.contains("close")
  }

  /// What the answer depends on.
  var request: SiteRequest {
    let parts = target.split(separator: "?", maxSplits: 1, omittingEmptySubsequences: false)
    return SiteRequest(
      method: method,
      path: String(parts.first ?? ""),
      query: parts.count > 1 ? String(parts[1]) : "",
      host: fields["host"],
      acceptEncoding: fields["accept-encoding"],
      ifNoneMatch: fields["if-none-match"]
    )
  }
}

private let lineFeed: UInt8 = 0x0A
private let carriageReturn: UInt8 = 0x0D

/// Whether a byte may stand in a method or a field's name.
private func isTokenByte(_ byte: UInt8) -> Bool {
  switch byte {
  case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
    UInt8(ascii: "0")...UInt8(ascii: "9"):
    true
  default: "!#$%&'*+-.^_`|~".utf8.contains(byte)
  }
}

/// A text without spaces and tabs around it.
private func withoutBlanks(_ text: Substring.UTF8View) -> Substring.UTF8View {
  let isBlank = { (byte: UInt8) in byte == UInt8(ascii: " ") || byte == UInt8(ascii: "\t") }
  var rest = text
  while let first = rest.first, isBlank(first) { rest.removeFirst() }
  while let last = rest.last, isBlank(last) { rest.removeLast() }
  return rest
}

/// A text in small letters, without spaces and tabs around it.
func trimmed(_ text: Substring) -> String {
  String(Substring(withoutBlanks(text.utf8))).lowercased()
}
