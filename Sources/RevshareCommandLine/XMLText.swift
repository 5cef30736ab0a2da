/// Text for XML: names and values come from files that anyone may have written.
enum XMLText {
  /// A line as character data or as the value of an attribute in double quotes.
  ///
  /// - Parameter line: The line.
  /// - Returns: The line with entities for what is markup, and U+FFFD for what XML or a terminal would not take.
  /// - Source: XML 1.0, production 2 (`Char`).
  static func of(_ line: String) -> String {
    var text = String.UnicodeScalarView()
    for scalar in PrintableText.of(line).unicodeScalars {
      switch scalar {
      case "&": text.append(contentsOf: "&amp;".unicodeScalars)
      case "<": text.append(contentsOf: "&lt;".unicodeScalars)
      case ">": text.append(contentsOf: "&gt;".unicodeScalars)
      case "\"": text.append(contentsOf: "&quot;".unicodeScalars)
      // The only characters above the controls, which are replaced already, that no document may hold.
      case "\u{FFFE}", "\u{FFFF}": text.append("\u{FFFD}")
      default: text.append(scalar)
      }
    }
    return String(text)
  }
}
