import FileStore
import Glibc
import LocalFileStore
import Testing

@Suite struct SecretFileTests {
  @Test func onlyItsOwnerMayReadIt() throws {
    let folder = try TemporaryFolder()
    let path = folder.path + "/key"
    try SecretFile.write([1, 2, 3], to: path)
    var status = stat()
    #expect(unsafe stat(path, &status) == 0)
    #expect(status.st_mode == S_IFREG | 0o600)
    #expect(try LocalFile.read(path, byteLimit: 10) == [1, 2, 3])
  }

  @Test func nothingIsOverwritten() throws {
    let folder = try TemporaryFolder()
    let path = folder.path + "/key"
    try SecretFile.write([1], to: path)
    let error = FileStoreError.cannotWrite(path, "something is there; nothing is overwritten")
    #expect(throws: error) { try SecretFile.write([2], to: path) }
    #expect(try LocalFile.read(path, byteLimit: 10) == [1])
    let link = folder.path + "/link"
    #expect(unsafe symlink(folder.path + "/elsewhere", link) == 0)
    #expect(throws: FileStoreError.self) { try SecretFile.write([2], to: link) }
    #expect(!LocalFile.isPlain(folder.path + "/elsewhere"))
    #expect(throws: FileStoreError.self) { try SecretFile.write([2], to: folder.path + "/no/key") }
  }
}
