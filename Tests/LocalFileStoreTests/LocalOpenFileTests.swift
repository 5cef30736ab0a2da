import FileStore
import LocalFileStore
import Testing

@Suite struct LocalOpenFileTests {
  @Test func readsPieces() throws {
    let folder = try TemporaryFolder()
    try folder.write(["a/b.txt": "0123456789"])
    let file = try LocalFileStore(root: folder.path).open("a/b.txt")
    #expect(file.byteCount == 10)
    #expect(try file.read(from: 4, count: 3) == [UInt8]("456".utf8))
    #expect(try file.read(from: 0, count: 3) == [UInt8]("012".utf8))
    #expect(try file.read(from: 8, count: 3) == [UInt8]("89".utf8))
    #expect(try file.read(from: 10, count: 3) == [])
  }

  @Test func openFileStaysWhatItWas() throws {
    let folder = try TemporaryFolder()
    try folder.write(["a.txt": "old", "b.txt": "newer"])
    let store = LocalFileStore(root: folder.path)
    let old = try store.open("a.txt")
    try folder.move("b.txt", to: "a.txt")
    let new = try store.open("a.txt")
    #expect(try old.read(from: 0, count: 10) == [UInt8]("old".utf8))
    #expect(try new.read(from: 0, count: 10) == [UInt8]("newer".utf8))
    #expect(old.version != new.version)
    #expect(try store.open("a.txt").version == new.version)
  }

  @Test(
    "Neither links nor folders are opened",
    arguments: ["file-link", "folder-link/a.txt", "dangling", "folder", "a.txt/b"]
  )
  func notAFile(name: String) throws {
    let folder = try TemporaryFolder()
    try folder.write(["a.txt": "1", "folder/a.txt": "2"])
    try folder.link("file-link", to: folder.place("a.txt"))
    try folder.link("folder-link", to: "folder")
    try folder.link("dangling", to: "/nowhere")
    let path = try #require(RelativePath(name))
    #expect(throws: FileStoreError.notAFile(name)) {
      try LocalFileStore(root: folder.path).open(path)
    }
  }

  @Test func nameThatIsTooLongIsNotThere() throws {
    let store = LocalFileStore(root: try TemporaryFolder().path)
    let name = String(repeating: "a", count: 300)
    let path = try #require(RelativePath(name))
    #expect(throws: FileStoreError.notFound(name)) { try store.open(path) }
  }
}
