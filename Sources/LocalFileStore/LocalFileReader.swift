import FileStore

/// A file of this machine that is read piece by piece; closed when it goes.
final class LocalFileReader: FileReader {
  private let file: Descriptor
  let byteCount: Int
  private let name: String
  private var rest: Int

  init(_ file: consuming Descriptor, byteCount: Int, name: String) {
    self.file = file
    self.byteCount = byteCount
    self.name = name
    self.rest = byteCount
  }

  func read(into buffer: UnsafeMutableRawBufferPointer) throws(FileStoreError) -> Int {
    let wanted = min(buffer.count, rest)
    let count = try unsafe file.read(
      into: UnsafeMutableRawBufferPointer(rebasing: buffer[..<wanted]),
      of: name
    )
    // A file that ends early has grown shorter; what was read is what there is.
    rest = count < wanted ? 0 : rest - count
    return count
  }
}
