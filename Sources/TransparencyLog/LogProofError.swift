/// Why bytes do not prove that an entry is in a log.
public enum LogProofError: Error, Sendable, Hashable {
  /// The file has more bytes than a proof may have.
  case tooLarge(byteCount: Int)
  /// The first line is another.
  case otherFormat
  /// The added bytes are not base64.
  case malformedExtra
  /// The line of the entry's place is another.
  case malformedIndex
  /// A line is not a hash; the first one has number 1.
  case malformedHash(number: Int)
  /// There are more hashes than a log can ask for.
  case tooManyHashes
  /// No empty line and checkpoint follow.
  case noCheckpoint
  /// The checkpoint is malformed, or its signatures do not hold.
  case checkpoint(LogCheckpointError)
  /// The hashes do not lead from this entry at this place to the checkpoint's root.
  case notIncluded(index: Int, size: Int)
}

extension LogProofError: CustomStringConvertible {
  /// The fact, in one line.
  public var description: String {
    switch self {
    case .tooLarge(let byteCount):
      "the proof has \(byteCount) bytes; at most \(LogProof.byteLimit) are taken"
    case .otherFormat: "the first line is not \(LogProof.header)"
    case .malformedExtra: "the line of added bytes is not the word extra and base64"
    case .malformedIndex: "the line of the entry's place is not the word index and a number"
    case .malformedHash(let number): "hash \(number) is not the base64 of 32 bytes"
    case .tooManyHashes: "there are more than \(LogProof.hashLimit) hashes"
    case .noCheckpoint: "no empty line and checkpoint follow the hashes"
    case .checkpoint(let error): error.description
    case .notIncluded(let index, let size):
      "the hashes do not lead from this entry at place \(index) to the root of \(size) entries"
    }
  }
}
