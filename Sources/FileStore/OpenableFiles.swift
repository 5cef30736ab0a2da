/// Files by relative path, to read piece by piece.
public protocol OpenableFiles: Sendable {
  /// What is opened.
  associatedtype File: VersionedFile

  /// Opens a file.
  ///
  /// - Parameter path: The file.
  /// - Returns: The open file.
  /// - Throws: ``FileStoreError/notFound(_:)``, ``FileStoreError/notAFile(_:)`` for a folder or a link, or
  ///   ``FileStoreError/cannotRead(_:_:)``.
  func open(_ path: RelativePath) throws(FileStoreError) -> File
}
