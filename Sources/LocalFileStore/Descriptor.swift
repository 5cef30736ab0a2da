import FileStore
import Glibc

/// An open file or folder, closed when it goes.
struct Descriptor: ~Copyable {
  let number: Int32

  /// Opens a path; the last name must not be a link.
  ///
  /// Gives `nil` when the system refuses; `errno` says why.
  ///
  init?(_ path: String, _ flags: Int32, mode: mode_t = 0) {
    let number = unsafe open(path, flags | O_CLOEXEC | O_NOFOLLOW, mode)
    guard number >= 0 else { return nil }
    self.number = number
  }

  /// Takes over what is open already.
  init(adopting number: Int32) {
    self.number = number
  }

  deinit {
    close(number)
  }

  /// Fills a buffer, less of it where the file ends.
  ///
  /// From an offset, which moves nothing, or from where the last reading ended.
  ///
  /// - Returns: How many bytes were read.
  borrowing func read(
    from offset: Int? = nil,
    into buffer: UnsafeMutableRawBufferPointer,
    of name: String
  ) throws(FileStoreError) -> Int {
    var filled = 0
    while filled < buffer.count {
      let place = unsafe buffer.baseAddress.map { unsafe $0 + filled }
      let count =
        if let offset {
          unsafe pread(number, place, buffer.count - filled, offset + filled)
        } else {
          unsafe Glibc.read(number, place, buffer.count - filled)
        }
      if count < 0 && errno == EINTR { continue }
      guard count >= 0 else { throw .cannotRead(name, systemMessage()) }
      guard count > 0 else { break }
      filled += count
    }
    return filled
  }

  /// Writes all of some bytes; gives `false` when the system refuses, and `errno` says why.
  borrowing func write(_ bytes: [UInt8]) -> Bool {
    var written = 0
    while written < bytes.count {
      let count = unsafe bytes.withUnsafeBytes { buffer in
        unsafe Glibc.write(
          number,
          buffer.baseAddress.map { unsafe $0 + written },
          buffer.count - written
        )
      }
      if count < 0 && errno == EINTR { continue }
      guard count > 0 else { return false }
      written += count
    }
    return true
  }
}

/// What the system says about its last refusal.
func systemMessage(_ code: Int32 = errno) -> String {
  guard let text = unsafe strerror(code) else { return "error \(code)" }
  return unsafe String(cString: text)
}

/// Whether a path is a folder and not a link to one.
func isFolder(_ path: String) -> Bool { kind(of: path) == S_IFDIR }

/// The kind of what stands at a path, links not followed; `nil` when nothing does.
func kind(of path: String) -> mode_t? {
  var status = stat()
  return unsafe lstat(path, &status) == 0 ? status.st_mode & S_IFMT : nil
}

/// The permissions of what stands at a path; `nil` when nothing does.
func permissions(of path: String) -> mode_t? {
  var status = stat()
  return unsafe stat(path, &status) == 0 ? status.st_mode & 0o777 : nil
}

/// The path that a link leads to; `nil` when it leads nowhere.
func resolved(_ path: String) -> String? {
  guard let text = unsafe realpath(path, nil) else { return nil }
  defer { unsafe free(text) }
  return unsafe String(cString: text)
}

/// Removes a file, or a folder with all that it holds; links are removed, not followed.
func removeTree(_ path: String) throws(FileRemovalError) {
  if isFolder(path) {
    guard let entries = entries(of: path) else { throw FileRemovalError(path: path, code: errno) }
    for entry in entries { try removeTree(path + "/" + entry.name) }
    guard unsafe rmdir(path) == 0 else { throw FileRemovalError(path: path, code: errno) }
  } else {
    guard unsafe unlink(path) == 0 || errno == ENOENT else {
      throw FileRemovalError(path: path, code: errno)
    }
  }
}

/// Why a path could not be removed.
struct FileRemovalError: Error {
  let path: String
  let code: Int32
}
