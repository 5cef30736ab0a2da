import Foundation
import Testing

@Suite struct ScriptTests {
  static let folder = URL(filePath: #filePath).deletingLastPathComponent()

  static let scripts: [String] = {
    let scripts = folder.appending(path: "Scripts")
    let names = try? FileManager.default.contentsOfDirectory(atPath: scripts.path())
    return (names ?? []).filter { $0.hasSuffix(".txt") }.sorted()
  }()

  @Test func scriptsAreThere() {
    #expect(Self.scripts.count > 190)
  }

  @Test("A script does what it says", arguments: scripts)
  func script(name: String) throws {
    let url = Self.folder.appending(path: "Scripts").appending(path: name)
    let script = try Script(String(contentsOf: url, encoding: .utf8))
    try withTemporaryFolder { folder in
      try script.run(books: Self.folder.appending(path: "Books"), in: folder)
    }
  }
}
