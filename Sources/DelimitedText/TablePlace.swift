/// Where a line of a table begins.
public struct TablePlace: Sendable, Hashable {
  /// The byte, from 0.
  public var offset: Int
  /// The line, from 1.
  public var line: Int

  /// Creates a place.
  ///
  /// - Parameters:
  ///   - offset: The byte, from 0.
  ///   - line: The line, from 1.
  public init(offset: Int, line: Int) {
    self.offset = offset
    self.line = line
  }
}
