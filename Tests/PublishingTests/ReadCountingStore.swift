import FileStore
import Synchronization
import TestSupport

/// A folder in memory that knows of which files bytes were read.
final class ReadCountingStore: FileStore {
  private let base: MemoryFileStore
  private let count = Mutex<[RelativePath: Int]>([:])

  init(_ base: MemoryFileStore) { self.base = base }

  /// How many bytes were read, by file.
  var byteCounts: [RelativePath: Int] { count.withLock { $0 } }

  func read(_ path: RelativePath, byteLimit: Int) throws(FileStoreError) -> [UInt8] {
    let bytes = try base.read(path, byteLimit: byteLimit)
    add(bytes.count, path)
    return bytes
  }

  func open(_ path: RelativePath, byteLimit: Int) throws(FileStoreError) -> any OpenFile {
    CountingFile(base: try base.open(path, byteLimit: byteLimit), path: path, store: self)
  }

  func paths() throws(FileStoreError) -> [RelativePath] { try base.paths() }

  private func add(_ byteCount: Int, _ path: RelativePath) {
    count.withLock { $0[path, default: 0] += byteCount }
  }

  private struct CountingFile: OpenFile {
    let base: any OpenFile
    let path: RelativePath
    let store: ReadCountingStore

    var byteCount: Int { base.byteCount }

    func read(
      from offset: Int,
      into buffer: UnsafeMutableRawBufferPointer
    ) throws(FileStoreError) -> Int {
      let count = unsafe try base.read(from: offset, into: buffer)
      store.add(count, path)
      return count
    }
  }
}
