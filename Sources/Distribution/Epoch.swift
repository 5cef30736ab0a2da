/// A half-open interval of time, [start, end), that is computed and published as one.
public struct Epoch: Sendable, Hashable {
  /// Its number; epochs follow each other without gaps.
  public let number: Int
  /// Its first second.
  public let start: Timestamp
  /// The first second after it.
  public let end: Timestamp

  /// Creates an epoch.
  ///
  /// - Parameters:
  ///   - number: Its number, not negative.
  ///   - start: Its first second.
  ///   - end: The first second after it, later than the start.
  public init(number: Int, start: Timestamp, end: Timestamp) {
    self.number = number
    self.start = start
    self.end = end
  }

  /// Whether a moment lies in the epoch.
  ///
  /// - Parameter time: The moment.
  /// - Returns: Whether start ≤ time < end.
  public func contains(_ time: Timestamp) -> Bool { start <= time && time < end }
}
