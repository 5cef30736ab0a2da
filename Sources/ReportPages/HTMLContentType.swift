import Mustache

/// Escapes text for HTML, between tags and in quoted attributes.
///
/// Works on bytes, as a browser's tokenizer works on code points: to Swift `"` followed by U+0301 is one
/// `Character`, which escaping by `Character` lets through, and the browser ends the attribute there.
struct HTMLContentType: MustacheContentType {
  /// The name that templates select it by.
  static let name = "REVSHARE-HTML"

  /// Makes the content type known to the template library.
  static let registration: Void = MustacheContentTypes.register(HTMLContentType(), named: name)

  /// Escapes a text.
  ///
  /// - Parameter text: Any text.
  /// - Returns: The text, in which `&`, `<`, `>`, `"` and `'` are references.
  func escapeText(_ text: String) -> String {
    escapedMarkup(text)
  }
}

/// Escapes a text for HTML and SVG.
func escapedMarkup(_ text: String) -> String {
  var bytes: [UInt8] = []
  bytes.reserveCapacity(text.utf8.count)
  for byte in text.utf8 {
    switch byte {
    case UInt8(ascii: "&"): bytes += "&amp;".utf8
    case UInt8(ascii: "<"): bytes += "&lt;".utf8
    case UInt8(ascii: ">"): bytes += "&gt;".utf8
    case UInt8(ascii: "\""): bytes += "&quot;".utf8
    case UInt8(ascii: "'"): bytes += "&#39;".utf8
    default: bytes.append(byte)
    }
  }
  return String(decoding: bytes, as: UTF8.self)
}
