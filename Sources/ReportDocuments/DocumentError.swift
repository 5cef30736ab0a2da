/// Why bytes are not a document of ours.
public struct DocumentError: Error, Sendable, Hashable, CustomStringConvertible {
  /// Where: a path such as `streams[0].revenue`, or `row 3`; empty for the whole document.
  public let place: String
  /// The fact, in one line.
  public let fact: String

  /// Creates an error.
  ///
  /// - Parameters:
  ///   - place: Where.
  ///   - fact: The fact.
  public init(at place: String, _ fact: String) {
    self.place = place
    self.fact = fact
  }

  /// The place and the fact.
  public var description: String { place.isEmpty ? fact : "\(place): \(fact)" }
}
