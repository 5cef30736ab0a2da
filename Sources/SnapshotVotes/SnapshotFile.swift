/// One of the two files of an export.
public enum SnapshotFile: Sendable, Hashable {
  /// The proposal's file.
  case proposal
  /// The votes' file.
  case votes
}
