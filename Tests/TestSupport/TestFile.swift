import Foundation

/// Files of the folder `Tests`, which hold what was made outside of the code under test.
public enum TestFile: Sendable {
  /// The folder `Tests`.
  public static let folder = URL(filePath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().path()

  /// Reads a file.
  ///
  /// - Parameter path: Its path in the folder `Tests`.
  /// - Returns: Its bytes.
  /// - Throws: The system's error; a fixture that is missing fails the test.
  public static func bytes(_ path: String) throws -> [UInt8] {
    [UInt8](try Data(contentsOf: URL(filePath: folder + path)))
  }

  /// Reads a text file of vectors.
  ///
  /// - Parameter path: Its path in the folder `Tests`.
  /// - Returns: The words of each line that is no comment.
  /// - Throws: The system's error; a fixture that is missing fails the test.
  public static func rows(_ path: String) throws -> [[String]] {
    String(decoding: try bytes(path), as: UTF8.self).split(separator: "\n")
      .filter { !$0.hasPrefix("#") }
      .map { $0.split(separator: " ").map(String.init) }
  }

  /// Reads a folder with all that it holds.
  ///
  /// - Parameter path: Its path in the folder `Tests`.
  /// - Returns: The files' bytes by their path in that folder.
  /// - Throws: The system's error.
  public static func tree(_ path: String) throws -> [String: [UInt8]] {
    var files: [String: [UInt8]] = [:]
    for name in try FileManager.default.subpathsOfDirectory(atPath: folder + path) {
      var isFolder: ObjCBool = false
      let place = "\(folder)\(path)/\(name)"
      guard unsafe FileManager.default.fileExists(atPath: place, isDirectory: &isFolder),
        !isFolder.boolValue
      else { continue }
      files[name] = try bytes("\(path)/\(name)")
    }
    return files
  }
}
