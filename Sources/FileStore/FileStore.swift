/// Files by relative path, to read.
public protocol FileStore: Sendable {
  /// Reads a whole file.
  ///
  /// - Parameters:
  ///   - path: The file.
  ///   - byteLimit: How many bytes it may have.
  /// - Returns: Its bytes.
  /// - Throws: ``FileStoreError``.
  func read(_ path: RelativePath, byteLimit: Int) throws(FileStoreError) -> [UInt8]

  /// Reads a file that nobody but its owner may read or write.
  ///
  /// - Parameters:
  ///   - path: The file.
  ///   - byteLimit: How many bytes it may have.
  /// - Returns: Its bytes.
  /// - Throws: ``FileStoreError``, such as ``FileStoreError/openToOthers(_:)``.
  func readSecret(_ path: RelativePath, byteLimit: Int) throws(FileStoreError) -> [UInt8]

  /// Opens a file, to read it piece by piece.
  ///
  /// - Parameters:
  ///   - path: The file.
  ///   - byteLimit: How many bytes it may have.
  /// - Returns: The open file.
  /// - Throws: ``FileStoreError``.
  func open(_ path: RelativePath, byteLimit: Int) throws(FileStoreError) -> any OpenFile

  /// Lists all files, at any depth.
  ///
  /// - Returns: Their paths, in byte order.
  /// - Throws: ``FileStoreError``.
  func paths() throws(FileStoreError) -> [RelativePath]

  /// Lists what can be listed, at any depth.
  ///
  /// - Returns: The files, and what could not be listed.
  /// - Throws: ``FileStoreError/cannotList(_:)`` where files are reached by their paths alone, or
  ///   another ``FileStoreError`` where nothing can be listed.
  func listing() throws(FileStoreError) -> FileListing
}

extension FileStore {
  /// Lists all files, at any depth, or nothing.
  ///
  /// - Returns: The files, and no problem.
  /// - Throws: ``FileStoreError``.
  public func listing() throws(FileStoreError) -> FileListing {
    FileListing(paths: try paths())
  }

  /// Reads a file, where the store knows nothing of who may read it.
  ///
  /// - Parameters:
  ///   - path: The file.
  ///   - byteLimit: How many bytes it may have.
  /// - Returns: Its bytes.
  /// - Throws: ``FileStoreError``.
  public func readSecret(
    _ path: RelativePath,
    byteLimit: Int
  ) throws(FileStoreError) -> [UInt8] {
    try read(path, byteLimit: byteLimit)
  }

  /// Reads a whole file of at most 2 GB.
  ///
  /// - Parameter path: The file.
  /// - Returns: Its bytes.
  /// - Throws: ``FileStoreError``.
  public func read(_ path: RelativePath) throws(FileStoreError) -> [UInt8] {
    try read(path, byteLimit: 2_000_000_000)
  }

  /// Opens a file, by reading all of it.
  ///
  /// - Parameters:
  ///   - path: The file.
  ///   - byteLimit: How many bytes it may have.
  /// - Returns: The open file.
  /// - Throws: ``FileStoreError``.
  public func open(
    _ path: RelativePath,
    byteLimit: Int
  ) throws(FileStoreError) -> any OpenFile {
    BytesFile(try read(path, byteLimit: byteLimit))
  }
}
