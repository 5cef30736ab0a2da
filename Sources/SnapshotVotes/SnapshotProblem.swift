/// Something in an export that the publisher has to mend.
public struct SnapshotProblem: Error, Sendable, Hashable {
  /// The file.
  public let file: SnapshotFile
  /// The line, from 1.
  public let line: Int
  /// Where in the file, such as `votes[3].vp`; empty for the whole of it.
  public let place: String
  /// The fact, and what to do.
  public let fact: String
}
