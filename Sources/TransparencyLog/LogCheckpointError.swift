/// Why a text is not a checkpoint of the log that is expected.
public enum LogCheckpointError: Error, Sendable, Hashable {
  /// The note around it is malformed, or its signatures do not hold.
  case note(SignedNoteError)
  /// There are fewer than three lines.
  case missingLines
  /// There are more than three lines.
  case extensionLines
  /// The first line is not the name of a log.
  case malformedOrigin
  /// The second line is not a number.
  case malformedSize
  /// The log has no entries.
  case noEntries
  /// The third line is not a hash.
  case malformedRoot
  /// The checkpoint is of another log than the key.
  case otherOrigin(expected: NoteName, actual: NoteName)
  /// Too few witnesses have signed, or not those that the policy asks for.
  case noQuorum(signed: Int, witnesses: Int)
}

extension LogCheckpointError: CustomStringConvertible {
  /// The fact, in one line.
  public var description: String {
    switch self {
    case .note(let error): error.description
    case .missingLines: "a checkpoint has three lines: origin, size and root"
    case .extensionLines: "the checkpoint has lines after the root, which are not taken"
    case .malformedOrigin: "the checkpoint's origin is empty, too long, or holds a space or a +"
    case .malformedSize: "the checkpoint's size is not a number below 2⁶³ without leading zeros"
    case .noEntries: "the checkpoint is of a log without entries"
    case .malformedRoot: "the checkpoint's root is not the base64 of 32 bytes"
    case .otherOrigin(let expected, let actual):
      "the checkpoint is of the log \(actual); the key is that of \(expected)"
    case .noQuorum(let signed, let witnesses):
      "\(signed) of the policy's \(witnesses) witnesses have signed, which is not the quorum that it asks for"
    }
  }
}
