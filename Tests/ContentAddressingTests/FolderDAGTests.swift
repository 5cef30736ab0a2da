import ContentAddressing
import FileStore
import TestSupport
import Testing

@Suite struct FolderDAGTests {
  /// The identifiers that PyPI `aleph-cid` 0.1.0 gives; `Tests/Independent/test_cid.py` has many more.
  @Test(
    arguments: [
      (["f": ""], "bafybeihfsfq3thmbuxj3p3wmnhzzcnnmo3d7ju7a4asfqtewg7pi5dzgrm"),
      (
        ["a-b/x": "1", "a/b/y": "2", "ab": "3", "Façade ü日本": "4", "Z": ""],
        "bafybeif2u43y5kxurwgl5v6hd6sdqocopzvjocdhxnufrbgyunl2kzzasu"
      ),
    ]
  )
  func identifier(files: [String: String], cid: String) throws {
    let folder = try FolderDAG(of: MemoryFileStore(texts: files))
    #expect(folder.cid.description == cid)
    #expect(folder.fileCount == files.count)
    #expect(folder.byteCount == files.values.reduce(0) { $0 + $1.utf8.count })
  }

  /// Swift takes the two names for one; they are two folders.
  @Test func namesThatDifferByNormalFormOnlyAreTwo() throws {
    let composed = "\u{E9}", divided = "e\u{301}"
    let both = try FolderDAG(of: OrderedFiles([("\(divided)/a", "1"), ("\(composed)/b", "2")]))
    let other = try FolderDAG(of: OrderedFiles([("\(divided)/a", "1"), ("\(divided)/b", "2")]))
    #expect(both.cid != other.cid)
    #expect(
      try blockCount(of: both, OrderedFiles([("\(divided)/a", "1"), ("\(composed)/b", "2")])) == 5
    )
  }

  @Test(arguments: [".git/config", "a/.b", ".nojekyll"])
  func hiddenNamesAreRefused(name: String) throws {
    let path = try #require(RelativePath(name))
    #expect(throws: FolderDAGError.hidden(path)) {
      try FolderDAG(of: MemoryFileStore(texts: ["a/x": "", name: ""]))
    }
  }

  @Test func anEmptyFolderIsRefused() {
    #expect(throws: FolderDAGError.noFiles) { try FolderDAG(of: MemoryFileStore()) }
  }

  /// An entry of a name of 200 bytes has 246 in the block, which has 4 of its own: 1,065 entries are 261,994 bytes.
  @Test(arguments: [(1_065, false), (1_066, true)])
  func aFolderThatOthersWouldDivideIsRefused(count: Int, isRefused: Bool) throws {
    let names = (1...count).map { "many/" + String(repeating: "0", count: 196) + "\(9_000 - $0)" }
    let store = MemoryFileStore(
      texts: Dictionary(uniqueKeysWithValues: names.map { ($0, "") })
    )
    guard isRefused else {
      _ = try FolderDAG(of: store)
      return
    }
    #expect(throws: FolderDAGError.folderTooLarge("many", entryCount: count)) {
      try FolderDAG(of: store)
    }
  }

  @Test func aFileThatChangesBeforeTheArchiveIsRefused() throws {
    let store = MemoryFileStore(texts: ["a": "one", "b": "two"])
    let folder = try FolderDAG(of: store)
    for (text, isShorter) in [("tvo", false), ("", true)] {
      var changed = store
      changed.files["b"] = [UInt8](text.utf8)
      #expect(throws: FolderDAGError.changed("b"), "\(isShorter)") {
        try folder.writeArchive(from: changed) { _ in }
      }
    }
    #expect(throws: FolderDAGError.store(.notFound("a"))) {
      try folder.writeArchive(from: MemoryFileStore()) { _ in }
    }
    #expect(throws: FolderDAGError.store(.cannotWrite("x", "full"))) {
      try folder.writeArchive(from: store) { _ throws(FileStoreError) in
        throw .cannotWrite("x", "full")
      }
    }
  }

  @Test func equalBlocksStandOnceInTheArchive() throws {
    let store = MemoryFileStore(texts: ["a/x": "1", "b/x": "1", "c": "1"])
    // The folder, one folder that is both a and b, one piece.
    #expect(try blockCount(of: FolderDAG(of: store), store) == 3)
  }

  private func blockCount(of folder: FolderDAG, _ store: some FileStore) throws -> Int {
    try folder.writeArchive(from: store) { _ in }
  }
}

/// Files whose paths may be equal to Swift.
private struct OrderedFiles: FileStore {
  let files: [(name: String, text: String)]

  init(_ files: [(String, String)]) {
    self.files = files.map { (name: $0.0, text: $0.1) }
  }

  func read(_ path: RelativePath, byteLimit: Int) throws(FileStoreError) -> [UInt8] {
    let name = path.description
    for file in files where file.name.utf8.elementsEqual(name.utf8) {
      return [UInt8](file.text.utf8)
    }
    throw .notFound(name)
  }

  func paths() throws(FileStoreError) -> [RelativePath] {
    files.compactMap { RelativePath($0.name) }.sorted()
  }
}
