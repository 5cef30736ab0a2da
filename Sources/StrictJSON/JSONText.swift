/// A text within a JSON file, by its place.
public struct JSONText: Sendable, Hashable {
  /// The bytes between the quotes.
  public let range: Range<Int>
  /// The text, where it is not simply those bytes in ASCII.
  let decoded: String?
}
