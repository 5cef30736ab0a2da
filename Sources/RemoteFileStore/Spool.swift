import Glibc

/// What was fetched, in a file that has no name and ends with the process.
@safe struct Spool: ~Copyable {
  private let file: UnsafeMutablePointer<FILE>
  private var byteCount = 0

  /// Creates an empty one; gives `nil` when the system refuses, and `errno` says why.
  init?() {
    guard let file = unsafe tmpfile() else { return nil }
    unsafe self.file = unsafe file
  }

  deinit {
    unsafe fclose(file)
  }

  /// Appends bytes; gives where they stand, or `nil` when the system refuses, and `errno` says why.
  mutating func append(_ bytes: [UInt8]) -> Range<Int>? {
    let start = byteCount
    var written = 0
    while written < bytes.count {
      let count = unsafe bytes.withUnsafeBytes { buffer in
        let rest = unsafe UnsafeRawBufferPointer(rebasing: buffer[written...])
        return unsafe pwrite(fileno(file), rest.baseAddress, rest.count, start + written)
      }
      if count < 0 && errno == EINTR { continue }
      guard count > 0 else { return nil }
      written += count
    }
    byteCount += bytes.count
    return start..<byteCount
  }

  /// Reads bytes back; gives `nil` when the system refuses, and `errno` says why.
  borrowing func read(_ range: Range<Int>) -> [UInt8]? {
    let number = unsafe fileno(file)
    let bytes = unsafe [UInt8](unsafeUninitializedCapacity: range.count) { buffer, filled in
      while filled < range.count {
        let rest = unsafe UnsafeMutableRawBufferPointer(
          UnsafeMutableBufferPointer(rebasing: buffer[filled..<range.count])
        )
        let offset = range.lowerBound + filled
        let count = unsafe pread(number, rest.baseAddress, rest.count, offset)
        if count < 0 && errno == EINTR { continue }
        guard count > 0 else { break }
        filled += count
      }
    }
    return bytes.count == range.count ? bytes : nil
  }
}

/// What the system says about its last refusal.
func systemMessage(_ code: Int32 = errno) -> String {
  guard let text = unsafe strerror(code) else { return "error \(code)" }
  return unsafe String(cString: text)
}
