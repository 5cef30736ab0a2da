public import FileStore

/// A folder in memory.
public struct MemoryFileStore: FileStore, Hashable {
  /// The files by path.
  public var files: [RelativePath: [UInt8]]

  /// Creates a folder.
  ///
  /// - Parameter files: The files by path.
  public init(_ files: [RelativePath: [UInt8]] = [:]) {
    self.files = files
  }

  /// Creates a folder from texts.
  ///
  /// - Parameter files: The files' texts by path; a wrong path is a fault of the test.
  public init(texts files: [String: String]) {
    self.init(bytes: files.mapValues { [UInt8]($0.utf8) })
  }

  /// Creates a folder from bytes.
  ///
  /// - Parameter files: The files' bytes by path; a wrong path is a fault of the test.
  public init(bytes files: [String: [UInt8]]) {
    self.files = [:]
    for (name, bytes) in files {
      guard let path = RelativePath(name) else { preconditionFailure("not a path: \(name)") }
      self.files[path] = bytes
    }
  }

  /// Reads a whole file.
  ///
  /// - Parameters:
  ///   - path: The file.
  ///   - byteLimit: How many bytes it may have.
  /// - Returns: Its bytes.
  /// - Throws: `FileStoreError`.
  public func read(_ path: RelativePath, byteLimit: Int) throws(FileStoreError) -> [UInt8] {
    guard let bytes = files[path] else { throw .notFound(path.description) }
    guard bytes.count <= byteLimit else { throw .tooLarge(path.description, byteLimit: byteLimit) }
    return bytes
  }

  /// Lists all files.
  ///
  /// - Returns: Their paths, in byte order.
  /// - Throws: Never.
  public func paths() throws(FileStoreError) -> [RelativePath] { files.keys.sorted() }
}

/// Content that is prepared in memory and takes the place of a ``MemoryFileStore``'s when it is committed.
public struct MemoryStaging: StagedFiles, Sendable {
  /// What is there now.
  public private(set) var current: MemoryFileStore
  private var next: [RelativePath: [UInt8]] = [:]
  /// How many writes succeed before one fails.
  private var writesLeft: Int

  /// Starts with nothing staged.
  ///
  /// - Parameters:
  ///   - store: What is there now.
  ///   - writeLimit: How many writes succeed before one fails.
  public init(replacing store: MemoryFileStore, writeLimit: Int = .max) {
    self.current = store
    self.writesLeft = writeLimit
  }

  /// Stages a file.
  ///
  /// - Parameters:
  ///   - bytes: Its bytes.
  ///   - path: Its path, which must not be staged yet.
  /// - Throws: `FileStoreError`.
  public mutating func write(_ bytes: [UInt8], to path: RelativePath) throws(FileStoreError) {
    guard writesLeft > 0 else { throw .cannotWrite(path.description, "no space left") }
    writesLeft -= 1
    guard next.updateValue(bytes, forKey: path) == nil else {
      throw .cannotWrite(path.description, "staged twice")
    }
  }

  /// Takes a file over.
  ///
  /// - Parameter path: Its path.
  /// - Throws: `FileStoreError`.
  public mutating func keep(_ path: RelativePath) throws(FileStoreError) {
    try write(try current.read(path), to: path)
  }

  /// Puts the staged files in place.
  ///
  /// - Throws: Never.
  public mutating func commit() throws(FileStoreError) {
    current = MemoryFileStore(next)
    next = [:]
  }
}
