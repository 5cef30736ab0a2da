import FileStore
import Foundation

/// A folder for one test, removed with all that it holds when the test ends.
final class TemporaryFolder {
  let path: String

  init() throws {
    let url = FileManager.default.temporaryDirectory
      .appending(path: "revshare-store-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
    self.path = url.path()
  }

  deinit {
    try? FileManager.default.removeItem(atPath: path)
  }

  /// The full path of a name in the folder.
  func place(_ name: String) -> String { path + "/" + name }

  /// Writes files, and the folders that they stand in.
  func write(_ files: [String: String]) throws {
    for (name, text) in files {
      let url = URL(filePath: place(name))
      try FileManager.default.createDirectory(
        at: url.deletingLastPathComponent(),
        withIntermediateDirectories: true
      )
      try Data(text.utf8).write(to: url)
    }
  }

  func link(_ name: String, to destination: String) throws {
    try FileManager.default.createSymbolicLink(
      atPath: place(name),
      withDestinationPath: destination
    )
  }

  /// Moves a file over another.
  func move(_ name: String, to other: String) throws {
    try FileManager.default.removeItem(atPath: place(other))
    try FileManager.default.moveItem(atPath: place(name), toPath: place(other))
  }

  /// The texts of all files, links not followed, by their path.
  func contents() throws -> [String: String] {
    var files: [String: String] = [:]
    for name in try FileManager.default.subpathsOfDirectory(atPath: path) {
      let type = try FileManager.default.attributesOfItem(atPath: place(name))[.type]
      guard type as? FileAttributeType == .typeRegular else { continue }
      files[name] = try String(contentsOfFile: place(name), encoding: .utf8)
    }
    return files
  }

  /// What stands in the folder itself.
  func names() throws -> [String] {
    try FileManager.default.contentsOfDirectory(atPath: path).sorted()
  }

  /// The permissions of a file or folder.
  func mode(_ name: String) throws -> Int? {
    try FileManager.default.attributesOfItem(atPath: place(name))[.posixPermissions] as? Int
  }

  /// The number that a file has in its file system; hard links share it.
  func inode(_ name: String) throws -> Int? {
    try FileManager.default.attributesOfItem(atPath: place(name))[.systemFileNumber] as? Int
  }
}
