/// A file that is open: what is read from it stays the same when another takes its place.
public protocol OpenFile: Sendable {
  /// How many bytes it has.
  var byteCount: Int { get }
  /// When its content was written, in nanoseconds of Unix time.
  var writtenAt: Int64 { get }
  /// Tells this content from any other that stands at the path before or after; letters, digits and `-`.
  var version: String { get }

  /// Reads a piece.
  ///
  /// - Parameters:
  ///   - offset: Where it begins, in bytes.
  ///   - count: How many bytes it has.
  /// - Returns: The bytes, fewer where the file ends.
  /// - Throws: ``FileStoreError``.
  func read(from offset: Int, count: Int) throws(FileStoreError) -> [UInt8]
}
