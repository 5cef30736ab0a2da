/// The names that books give to streams, assets and decisions.
public enum Identifier: Sendable {
  /// Whether a text is an identifier: 1 to 64 of `a-z A-Z 0-9 . _ -`, beginning with a letter or digit.
  ///
  /// - Parameter text: The text.
  /// - Returns: Whether it is one.
  public static func isValid(_ text: String) -> Bool {
    guard let first = text.utf8.first, isLetterOrDigit(first) else { return false }
    return text.utf8.count <= 64
      && text.utf8.allSatisfy { isLetterOrDigit($0) || isPunctuation($0) }
  }

  /// Whether a text may name an asset: an identifier without a dot, and not `inputs`, since an asset has
  /// a folder of its own beside the epoch's files.
  ///
  /// - Parameter text: The text.
  /// - Returns: Whether it may.
  public static func isValidAsset(_ text: String) -> Bool {
    isValid(text) && text != "inputs" && !text.utf8.contains(UInt8(ascii: "."))
  }

  private static func isLetterOrDigit(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"):
      true
    default: false
    }
  }

  private static func isPunctuation(_ byte: UInt8) -> Bool {
    byte == UInt8(ascii: ".") || byte == UInt8(ascii: "_") || byte == UInt8(ascii: "-")
  }
}
