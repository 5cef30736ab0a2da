/// Why bytes are not the entries of a tile.
public enum LogEntryBundleError: Error, Sendable, Hashable {
  /// There are no entries, or more than 256.
  case wrongEntryCount(Int)
  /// An entry has more than 65,535 bytes; the first one has index 0.
  case entryTooLarge(index: Int, byteCount: Int)
  /// The bytes end inside an entry; the first one has index 0.
  case endsInside(index: Int)
}

extension LogEntryBundleError: CustomStringConvertible {
  /// The fact, in one line.
  public var description: String {
    switch self {
    case .wrongEntryCount(let count): "there are \(count) entries; a tile has 1 to 256"
    case .entryTooLarge(let index, let byteCount):
      "entry \(index) has \(byteCount) bytes; at most \(LogEntryBundle.entryByteLimit) are possible"
    case .endsInside(let index): "the bytes end inside entry \(index)"
    }
  }
}
