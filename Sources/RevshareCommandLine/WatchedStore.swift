import FileStore

/// A folder that tells how far its large files are read.
struct WatchedStore<Store: FileStore>: FileStore {
  let base: Store
  let watch: WorkWatch

  /// Smaller files are read in no time.
  private static var byteCount: Int { 1 << 22 }

  func read(_ path: RelativePath, byteLimit: Int) throws(FileStoreError) -> [UInt8] {
    try base.read(path, byteLimit: byteLimit)
  }

  func readSecret(_ path: RelativePath, byteLimit: Int) throws(FileStoreError) -> [UInt8] {
    try base.readSecret(path, byteLimit: byteLimit)
  }

  func open(_ path: RelativePath, byteLimit: Int) throws(FileStoreError) -> any OpenFile {
    let file = try base.open(path, byteLimit: byteLimit)
    guard file.byteCount >= Self.byteCount else { return file }
    watch.begin("reading \(path)")
    return WatchedFile(base: file, watch: watch)
  }

  func paths() throws(FileStoreError) -> [RelativePath] { try base.paths() }

  func listing() throws(FileStoreError) -> FileListing { try base.listing() }
}

/// A file that tells how far it is read.
private struct WatchedFile: OpenFile {
  let base: any OpenFile
  let watch: WorkWatch

  var byteCount: Int { base.byteCount }

  func read(
    from offset: Int,
    into buffer: UnsafeMutableRawBufferPointer
  ) throws(FileStoreError) -> Int {
    let count = unsafe try base.read(from: offset, into: buffer)
    try watch.step((offset + count) / 1_000_000, of: byteCount / 1_000_000, "MB")
    return count
  }
}
