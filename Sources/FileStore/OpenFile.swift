/// A file that is open, to read piece by piece.
public protocol OpenFile: Sendable {
  /// How many bytes it had when it was opened.
  var byteCount: Int { get }

  /// Reads a piece.
  ///
  /// - Parameters:
  ///   - offset: Where it begins, in bytes.
  ///   - buffer: Where to.
  /// - Returns: How many bytes were read: all that the buffer takes, fewer only where the file ends.
  /// - Throws: ``FileStoreError``.
  func read(
    from offset: Int,
    into buffer: UnsafeMutableRawBufferPointer
  ) throws(FileStoreError) -> Int
}

extension OpenFile {
  /// Reads a piece.
  ///
  /// - Parameters:
  ///   - offset: Where it begins, in bytes.
  ///   - count: How many bytes it has.
  /// - Returns: The bytes, fewer where the file ends.
  /// - Throws: ``FileStoreError``.
  public func read(from offset: Int, count: Int) throws(FileStoreError) -> [UInt8] {
    var result = Result<Int, FileStoreError>.success(0)
    // Not filled with zeros first: that would touch all memory of a large file once more.
    let bytes = unsafe [UInt8](unsafeUninitializedCapacity: count) { buffer, filled in
      do throws(FileStoreError) {
        filled = unsafe try read(from: offset, into: UnsafeMutableRawBufferPointer(buffer))
      } catch {
        result = .failure(error)
      }
    }
    _ = try result.get()
    return bytes
  }
}
