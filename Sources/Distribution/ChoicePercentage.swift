/// The percentage that the text of a choice stands for, such as `60% to stakers`.
public enum ChoicePercentage: Sendable {
  /// Finds the one percentage in a text.
  ///
  /// What could be read in two ways is refused: a number that goes on before (`1,5%`, `50-60%`), a sign of
  /// another script, or a percent sign without a number.
  ///
  /// - Parameter text: A choice's text, written by anyone.
  /// - Returns: The percentage; `nil` when there is no percent sign.
  /// - Throws: ``VoteError/severalPercentages(_:)`` or ``VoteError/unclearPercentage(_:)``.
  public static func percentage(in text: String) throws(VoteError) -> Percentage? {
    guard !text.unicodeScalars.contains(where: otherSigns.contains) else {
      throw .unclearPercentage(text)
    }
    let bytes = [UInt8](text.utf8)
    guard let sign = bytes.firstIndex(of: UInt8(ascii: "%")) else { return nil }
    let after = bytes[(sign + 1)...]
    guard !after.contains(UInt8(ascii: "%")) else { throw .severalPercentages(text) }
    let number = bytes[..<sign].reversed().prefix { isDigit($0) || $0 == UInt8(ascii: ".") }
      .reversed()
    let before = bytes[..<sign].dropLast(number.count).last
    guard before.map(mayStandBefore) ?? true, !(after.first.map(isDigit) ?? false),
      let percentage = try? Percentage(text: String(decoding: number, as: UTF8.self) + "%")
    else { throw .unclearPercentage(text) }
    return percentage
  }

  /// Signs that a reader may take for a percent sign: per mille, Arabic, small, full width.
  private static let otherSigns: Set<Unicode.Scalar> = [
    "\u{2030}", "\u{2031}", "\u{066A}", "\u{0609}", "\u{060A}", "\u{FE6A}", "\u{FF05}",
  ]

  private static func isDigit(_ byte: UInt8) -> Bool {
    byte >= UInt8(ascii: "0") && byte <= UInt8(ascii: "9")
  }

  private static func mayStandBefore(_ byte: UInt8) -> Bool {
    " ([:=\"'".utf8.contains(byte)
  }
}
