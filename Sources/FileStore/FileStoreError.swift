/// Why a file could not be read or written.
public enum FileStoreError: Error, Sendable, Hashable {
  /// There is no such file.
  case notFound(String)
  /// The path leads to something other than a file, or through a link.
  case notAFile(String)
  /// A secret that others may read or write.
  case openToOthers(String)
  /// The file has more bytes than allowed.
  case tooLarge(String, byteLimit: Int)
  /// The system could not read it, and says why.
  case cannotRead(String, String)
  /// The system could not write it, and says why.
  case cannotWrite(String, String)
  /// The file system cannot exchange two folders in one step.
  case cannotExchange(String)
  /// Another process holds the lock.
  case locked(String)
  /// The store gives files by their paths alone.
  case cannotList(String)
  /// The store, or all that is left of it, is not to be had.
  case unavailable(String, String)
  /// The process was told to end.
  case interrupted
}

extension FileStoreError: CustomStringConvertible {
  /// The fact, in one line.
  public var description: String {
    switch self {
    case .notFound(let path): "\(path): no such file"
    case .notAFile(let path): "\(path): not a plain file inside its folder"
    case .openToOthers(let path):
      "\(path): others may read or write it; run `chmod 600` on it"
    case .tooLarge(let path, let limit): "\(path): larger than \(limit) bytes"
    case .cannotRead(let path, let cause): "\(path): cannot read: \(cause)"
    case .cannotWrite(let path, let cause): "\(path): cannot write: \(cause)"
    case .cannotExchange(let path):
      "\(path): this file system cannot exchange two folders in one step; "
        + "publish to another one, or pass --in-place"
    case .locked(let path): "\(path): another revshare works here; wait until it ends"
    case .cannotList(let place): "\(place): gives files by their paths, but no list of them"
    case .unavailable(let place, let cause): "\(place): \(cause)"
    case .interrupted: "revshare: ended before its end; nothing was changed"
    }
  }
}
