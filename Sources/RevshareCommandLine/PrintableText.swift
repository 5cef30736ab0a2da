/// Text for a terminal: names and numbers come from files that anyone may have written.
enum PrintableText {
  /// A line without what a terminal would obey or hide.
  ///
  /// - Parameter line: The line.
  /// - Returns: The line, with U+FFFD for each such character.
  static func of(_ line: String) -> String {
    guard line.utf8.contains(where: { $0 < 0x20 || $0 >= 0x7F }) else { return line }
    var text = String.UnicodeScalarView()
    for scalar in line.unicodeScalars {
      switch scalar.properties.generalCategory {
      case .control, .format, .lineSeparator, .paragraphSeparator, .surrogate, .privateUse:
        text.append("\u{FFFD}")
      default: text.append(scalar)
      }
    }
    return String(text)
  }
}
