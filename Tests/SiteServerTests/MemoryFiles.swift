import FileStore
@testable import SiteServer

/// Files in memory, each with the time that it was written.
struct MemoryFiles: OpenableFiles {
  struct File: VersionedFile {
    let bytes: [UInt8]
    let writtenAt: Int64

    var byteCount: Int { bytes.count }
    var version: String { "\(bytes.count)-\(writtenAt)" }

    func read(from offset: Int, into buffer: UnsafeMutableRawBufferPointer) -> Int {
      unsafe BytesFile(bytes).read(from: offset, into: buffer)
    }
  }

  var files: [String: File] = [:]
  /// What cannot be read although it is there.
  var unreadable: String?

  init(_ texts: [String: String]) {
    files = texts.mapValues { File(bytes: [UInt8]($0.utf8), writtenAt: 0) }
  }

  func open(_ path: RelativePath) throws(FileStoreError) -> File {
    let name = path.description
    guard name != unreadable else { throw .cannotRead(name, "input/output error") }
    guard let file = files[name] else {
      throw files.keys.contains { $0.hasPrefix(name + "/") } ? .notAFile(name) : .notFound(name)
    }
    return file
  }
}

extension SiteAnswer {
  /// The body as text.
  var text: String {
    switch body {
    case .file(let file):
      String(decoding: (try? file.read(from: 0, count: file.byteCount)) ?? [], as: UTF8.self)
    case .text(let bytes): String(decoding: bytes, as: UTF8.self)
    }
  }
}
