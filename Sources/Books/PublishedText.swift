import Signing

/// What text may be published: anything but what changes the look of other text or runs as a formula.
public enum PublishedText: Sendable {
  /// What is wrong with a text, and what to do.
  ///
  /// - Parameter text: The text.
  /// - Returns: The problem; `nil` when the text may be published.
  public static func problem(in text: String) -> String? {
    if let first = text.utf8.first, "=+-@".utf8.contains(first) {
      return "a text must not begin with \(String(decoding: [first], as: UTF8.self)), "
        + "since spreadsheets would run it; put a word before it"
    }
    return characterProblem(in: text)
  }

  /// What is wrong with a text's characters; line feeds are fine.
  static func characterProblem(in text: String) -> String? {
    for scalar in text.unicodeScalars {
      switch scalar.value {
      case 0x0A: continue
      case 0..<0x20, 0x7F..<0xA0: return "a control character; remove it"
      case 0x202A...0x202E, 0x2066...0x2069:
        return "a bidirectional override, which hides what the text says; remove it"
      case 0xFFFE, 0xFFFF: return "a character that no page can hold; remove it"
      default: continue
      }
    }
    return nil
  }

  /// What is wrong with a text of a public column where commitments of private values may stand too.
  static func commitmentProblem(in text: String) -> String? {
    guard ValueCommitment.isWritten(in: text) else { return nil }
    return "written as the commitment of a private value is, which it could be taken for; "
      + "put a word before it, or mark the column private"
  }

  /// What is wrong with a link.
  static func linkProblem(in text: String) -> String? {
    let rest: Substring
    if text.utf8.starts(with: "https://".utf8) {
      rest = text.dropFirst(8)
    } else if text.utf8.starts(with: "ipfs://".utf8) {
      rest = text.dropFirst(7)
    } else {
      return "a link begins with https:// or ipfs://"
    }
    guard let first = rest.utf8.first, first != UInt8(ascii: "/"),
      text.utf8.allSatisfy({ $0 > 0x20 && $0 < 0x7F && !"\"<>\\^`{|}".utf8.contains($0) })
    else { return "not a link; write spaces and other special characters as %20 and so on" }
    return nil
  }
}
