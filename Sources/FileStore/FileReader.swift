/// A file that is read piece by piece, from its beginning.
public protocol FileReader {
  /// How many bytes the file had when it was opened; no more are read.
  var byteCount: Int { get }

  /// Reads the next bytes.
  ///
  /// - Parameter buffer: Where to.
  /// - Returns: How many were read; fewer than the buffer takes only where the file ends.
  /// - Throws: ``FileStoreError``.
  mutating func read(into buffer: UnsafeMutableRawBufferPointer) throws(FileStoreError) -> Int
}
