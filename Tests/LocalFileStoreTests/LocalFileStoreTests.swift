import FileStore
import Glibc
import LocalFileStore
import Testing

@Suite struct LocalFileStoreTests {
  @Test func readsAndListsInByteOrder() throws {
    let folder = try TemporaryFolder()
    try folder.write(["b.txt": "two", "a/z.txt": "one", "a-1.txt": "", "é": "three"])
    let store = LocalFileStore(root: folder.path)
    #expect(try store.paths() == ["a-1.txt", "a/z.txt", "b.txt", "é"])
    #expect(try store.read("a/z.txt") == [UInt8]("one".utf8))
    #expect(try store.read("a-1.txt") == [])
  }

  @Test func fileThatIsNotThere() throws {
    let store = LocalFileStore(root: try TemporaryFolder().path)
    #expect(throws: FileStoreError.notFound("a.txt")) { try store.read("a.txt") }
    #expect(throws: FileStoreError.notFound("a/b.txt")) { try store.read("a/b.txt") }
    #expect(!LocalFileStore(root: store.root + "/none").exists)
  }

  @Test func limitCountsBytes() throws {
    let folder = try TemporaryFolder()
    try folder.write(["a.txt": "12345"])
    let store = LocalFileStore(root: folder.path)
    #expect(try store.read("a.txt", byteLimit: 5).count == 5)
    #expect(throws: FileStoreError.tooLarge("a.txt", byteLimit: 4)) {
      try store.read("a.txt", byteLimit: 4)
    }
  }

  @Test(
    "Neither links nor folders are read as files",
    arguments: [
      "file-link", "folder-link/a.txt", "dangling", "loop", "folder", "a.txt/b",
    ]
  )
  func notAFile(name: String) throws {
    let folder = try TemporaryFolder()
    try folder.write(["a.txt": "1", "folder/a.txt": "2", "outside/a.txt": "3"])
    try folder.link("file-link", to: folder.place("a.txt"))
    try folder.link("folder-link", to: "folder")
    try folder.link("dangling", to: "/nowhere")
    try folder.link("loop", to: "loop")
    let path = try #require(RelativePath(name))
    #expect(throws: FileStoreError.notAFile(name)) {
      try LocalFileStore(root: folder.path).read(path)
    }
  }

  @Test func linksAreListedButNotFollowed() throws {
    let folder = try TemporaryFolder()
    try folder.write(["a/b.txt": "1"])
    try folder.link("link", to: folder.place("a"))
    let store = LocalFileStore(root: folder.path)
    #expect(try store.paths() == ["a/b.txt", "link"])
  }

  @Test func namesThatAreNoTextAreToldApart() throws {
    let folder = try TemporaryFolder()
    try folder.write(["a/b.txt": "1"])
    let name = (folder.place("a/").utf8 + [0xFF, 0xFE, 0]).map(CChar.init(bitPattern:))
    #expect(unsafe mkdir(name, 0o700) == 0)
    let store = LocalFileStore(root: folder.path)
    let listing = try store.listing()
    #expect(listing.paths == ["a/b.txt"])
    #expect(listing.problems.map(\.folder) == ["a"])
    #expect(throws: FileStoreError.cannotRead("a", listing.problems[0].fact)) { try store.paths() }
  }

  @Test func pathsThatAreTooLongAreToldApart() throws {
    let folder = try TemporaryFolder()
    let name = String(repeating: "n", count: 250)
    let deep = Array(repeating: name, count: 5).joined(separator: "/")
    try folder.write([deep + "/a.txt": "1", "b.txt": "2"])
    let listing = try LocalFileStore(root: folder.path).listing()
    #expect(listing.paths == ["b.txt"])
    #expect(listing.problems.map(\.folder?.components.count) == [4])
  }

  @Test func folderItselfMayBeALink() throws {
    let folder = try TemporaryFolder()
    try folder.write(["site/a.txt": "1"])
    try folder.link("current", to: folder.place("site"))
    let store = LocalFileStore(root: folder.place("current"))
    #expect(store.exists)
    #expect(try store.read("a.txt") == [UInt8]("1".utf8))
  }
}

@Suite struct FolderLockTests {
  @Test func secondHolderIsRefusedUntilTheFirstLetsGo() throws {
    let folder = try TemporaryFolder()
    let first = try FolderLock(in: folder.path)
    #expect(isRefused(in: folder.path, as: .locked(folder.path)))
    _ = consume first
    #expect(!isRefused(in: folder.path, as: .locked(folder.path)))
    #expect(try folder.names() == [".revshare.lock"])
  }

  @Test func lockFileMayNotBeALink() throws {
    let folder = try TemporaryFolder()
    try folder.write(["other": ""])
    try folder.link(".revshare.lock", to: "other")
    do {
      _ = try FolderLock(in: folder.path)
      Issue.record("the lock was taken")
    } catch {
      guard case .cannotWrite = error else {
        Issue.record("\(error)")
        return
      }
    }
  }

  private func isRefused(in folder: String, as expected: FileStoreError) -> Bool {
    do {
      _ = try FolderLock(in: folder)
      return false
    } catch {
      return error == expected
    }
  }
}

@Suite struct RelativePathTests {
  @Test("Paths inside a folder", arguments: ["a", "a/b", "...", "a b/é.json", ".hidden", "a/..b"])
  func valid(text: String) throws {
    #expect(RelativePath(text)?.description == text)
  }

  @Test(
    "Refused",
    arguments: [
      "", "/", "/a", "a/", "a//b", ".", "..", "./a", "../a", "a/..", "a/./b", "a\0b",
      String(repeating: "x", count: 1_025),
    ]
  )
  func refused(text: String) {
    #expect(RelativePath(text) == nil)
  }
}
