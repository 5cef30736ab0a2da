import FileStore

/// What the path of a request stands for inside a site.
enum RequestPath: Sendable, Hashable {
  /// A file, or a folder that is named without a slash at its end.
  case file(RelativePath)
  /// A folder; `nil` is the site itself.
  case folder(RelativePath?)
  /// Nothing: no text, or names that no site has.
  case malformed

  /// Reads a path as it stands in the request, still percent-encoded.
  ///
  /// Names are divided before they are decoded, so that `%2f` is no divider. Refused are empty names, `.` and `..`,
  /// and in a name a slash, a backslash, a control character and what is not UTF-8. A name that
  /// begins with a dot is hidden, as `.git` is.
  ///
  /// - Parameter target: The request's target without its query.
  init(_ target: some StringProtocol) {
    guard target.utf8.first == UInt8(ascii: "/") else {
      self = .malformed
      return
    }
    var names: [String] = []
    let parts = target.utf8.dropFirst().split(
      separator: UInt8(ascii: "/"),
      omittingEmptySubsequences: false
    )
    for part in parts.dropLast(parts.last?.isEmpty == true ? 1 : 0) {
      guard let name = Self.name(part) else {
        self = .malformed
        return
      }
      names.append(name)
    }
    guard let path = RelativePath(names.joined(separator: "/")) else {
      self = names.isEmpty ? .folder(nil) : .malformed
      return
    }
    self = parts.last?.isEmpty == true ? .folder(path) : .file(path)
  }

  private static func name(_ part: some Collection<UInt8>) -> String? {
    var bytes: [UInt8] = []
    var rest = Array(part)[...]
    while let byte = rest.popFirst() {
      guard byte == UInt8(ascii: "%") else {
        bytes.append(byte)
        continue
      }
      guard let high = rest.popFirst().flatMap(hexDigit),
        let low = rest.popFirst().flatMap(hexDigit)
      else { return nil }
      bytes.append(high << 4 | low)
    }
    let isRefused = bytes.contains { byte in
      byte < 0x20 || byte == 0x7F || byte == UInt8(ascii: "/") || byte == UInt8(ascii: "\\")
    }
    guard !isRefused, let first = bytes.first, first != UInt8(ascii: ".") else { return nil }
    return String(validating: bytes, as: UTF8.self)
  }
}

private func hexDigit(_ byte: UInt8) -> UInt8? {
  switch byte {
  case UInt8(ascii: "0")...UInt8(ascii: "9"): byte - UInt8(ascii: "0")
  case UInt8(ascii: "a")...UInt8(ascii: "f"): byte - UInt8(ascii: "a") + 10
  case UInt8(ascii: "A")...UInt8(ascii: "F"): byte - UInt8(ascii: "A") + 10
  default: nil
  }
}

/// A path as an address holds it: what is neither a letter, a digit nor one of `-._~` is percent-encoded.
func addressText(of path: RelativePath) -> String {
  var bytes: [UInt8] = []
  for byte in path.description.utf8 {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "."),
      UInt8(ascii: "_"), UInt8(ascii: "~"), UInt8(ascii: "/"):
      bytes.append(byte)
    default:
      let digits = String(byte, radix: 16, uppercase: true)
      bytes += "%\(digits.utf8.count == 1 ? "0" : "")\(digits)".utf8
    }
  }
  return String(decoding: bytes, as: UTF8.self)
}
