import FileStore
import Foundation
import LocalFileStore
import Testing

@Suite struct SecretFileTests {
  @Test func madeForItsOwnerAlone() throws {
    let folder = try TemporaryFolder()
    try SecretFile.create(folder.place("a.key"), named: "a.key", [1, 2, 3])
    #expect(try folder.mode("a.key") == 0o600)
    #expect(try LocalFileStore(root: folder.path).readSecret("a.key", byteLimit: 3) == [1, 2, 3])
  }

  @Test func nothingIsWrittenOver() throws {
    let folder = try TemporaryFolder()
    try folder.write(["a.key": "kept"])
    try folder.link("link.key", to: folder.place("nowhere"))
    for name in ["a.key", "link.key"] {
      let fact = "something stands there already, and is left as it is"
      #expect(throws: FileStoreError.cannotWrite(name, fact)) {
        try SecretFile.create(folder.place(name), named: name, [1])
      }
    }
    #expect(try folder.contents() == ["a.key": "kept"])
  }

  @Test("A secret that others may touch is refused", arguments: 1...0o77)
  func openToOthers(mode: Int) throws {
    let folder = try TemporaryFolder()
    try folder.write(["a.key": "1"])
    try FileManager.default.setAttributes(
      [.posixPermissions: 0o600 | mode],
      ofItemAtPath: folder.place("a.key")
    )
    #expect(throws: FileStoreError.openToOthers("a.key")) {
      try LocalFileStore(root: folder.path).readSecret("a.key", byteLimit: 10)
    }
  }

  @Test func linksAndLargeFilesAreRefused() throws {
    let folder = try TemporaryFolder()
    try SecretFile.create(folder.place("a.key"), named: "a.key", [1, 2, 3])
    try folder.link("link.key", to: "a.key")
    let store = LocalFileStore(root: folder.path)
    #expect(throws: FileStoreError.notAFile("link.key")) {
      try store.readSecret("link.key", byteLimit: 10)
    }
    #expect(throws: FileStoreError.tooLarge("a.key", byteLimit: 2)) {
      try store.readSecret("a.key", byteLimit: 2)
    }
    #expect(throws: FileStoreError.notFound("b.key")) {
      try store.readSecret("b.key", byteLimit: 10)
    }
  }
}
