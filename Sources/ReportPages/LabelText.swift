/// Cuts a text to a number of characters, with an ellipsis where something is missing.
func cut(_ text: String, to limit: Int) -> String {
  text.count <= limit ? text : String(text.prefix(limit - 1)) + "\u{2026}"
}

/// A name of documents in words: `deficitIn` becomes `deficit in`.
func words(of name: String) -> String {
  var words = ""
  for character in name {
    words += character.isUppercase ? " " + character.lowercased() : String(character)
  }
  return words
}

/// Breaks a text at spaces into at most two lines, each cut to a number of characters.
func twoLines(_ text: String, of limit: Int) -> [String] {
  var lines: [String] = []
  for word in text.split(separator: " ") {
    if let last = lines.last, last.count + 1 + word.count <= limit {
      lines[lines.count - 1] = last + " " + word
    } else {
      lines.append(String(word))
    }
  }
  guard lines.count > 2 else { return lines.map { cut($0, to: limit) } }
  return [cut(lines[0], to: limit), cut(lines[1], to: limit - 2) + " \u{2026}"]
}
