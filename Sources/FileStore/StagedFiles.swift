/// A new content of a store that is prepared beside the old one and takes its place in one step.
public protocol StagedFiles {
  /// Writes a file of the new content.
  ///
  /// - Parameters:
  ///   - bytes: Its bytes.
  ///   - path: Its path, which must not be there yet.
  /// - Throws: ``FileStoreError``.
  mutating func write(_ bytes: [UInt8], to path: RelativePath) throws(FileStoreError)

  /// Writes a file of the new content piece by piece.
  ///
  /// - Parameters:
  ///   - path: Its path, which must not be there yet.
  ///   - make: Gives its pieces, in order, to the function that it is called with.
  /// - Throws: ``FileStoreError``.
  mutating func write(
    to path: RelativePath,
    _ make: (_ write: ([UInt8]) throws(FileStoreError) -> Void) throws(FileStoreError) -> Void
  ) throws(FileStoreError)

  /// Takes a file of the old content over, unchanged.
  ///
  /// - Parameter path: Its path.
  /// - Throws: ``FileStoreError``.
  mutating func keep(_ path: RelativePath) throws(FileStoreError)

  /// Makes the new content durable and puts it in the old one's place; before this the old one is whole,
  /// after it the new one.
  ///
  /// - Throws: ``FileStoreError``.
  mutating func commit() throws(FileStoreError)
}

extension StagedFiles {
  /// Writes a file of the new content, once all of it is there.
  ///
  /// - Parameters:
  ///   - path: Its path, which must not be there yet.
  ///   - make: Gives its pieces, in order, to the function that it is called with.
  /// - Throws: ``FileStoreError``.
  public mutating func write(
    to path: RelativePath,
    _ make: (_ write: ([UInt8]) throws(FileStoreError) -> Void) throws(FileStoreError) -> Void
  ) throws(FileStoreError) {
    var bytes: [UInt8] = []
    try make { (piece) throws(FileStoreError) in bytes += piece }
    try write(bytes, to: path)
  }
}
