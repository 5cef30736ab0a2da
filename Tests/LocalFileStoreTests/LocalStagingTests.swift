import FileStore
import Foundation
import LocalFileStore
import Testing

@Suite struct LocalStagingTests {
  @Test func firstContentIsPutInPlace() throws {
    let folder = try TemporaryFolder()
    var staging = try staging(in: folder)
    try staging.write([UInt8]("1".utf8), to: "index.html")
    try staging.write([UInt8]("2".utf8), to: "a/b/c.json")
    #expect(!FileManager.default.fileExists(atPath: folder.place("site")))
    try staging.commit()
    #expect(try folder.contents() == ["site/index.html": "1", "site/a/b/c.json": "2"])
    #expect(try folder.names() == ["site"])
  }

  @Test func oldContentIsWholeUntilTheNewOneIs() throws {
    let folder = try TemporaryFolder()
    try folder.write(["site/index.html": "old", "site/gone.html": "old"])
    var staging = try staging(in: folder)
    try staging.write([UInt8]("new".utf8), to: "index.html")
    try staging.write([UInt8]("new".utf8), to: "more.html")
    let before = try folder.contents().filter { $0.key.hasPrefix("site/") }
    #expect(before == ["site/index.html": "old", "site/gone.html": "old"])
    try staging.commit()
    #expect(try folder.contents() == ["site/index.html": "new", "site/more.html": "new"])
    #expect(try folder.names() == ["site"])
  }

  @Test func keptFileIsTheVeryFile() throws {
    let folder = try TemporaryFolder()
    try folder.write(["site/epochs/1/report.json": "old", "site/index.html": "old"])
    let inode = try folder.inode("site/epochs/1/report.json")
    var staging = try staging(in: folder)
    try staging.keep("epochs/1/report.json")
    try staging.write([UInt8]("new".utf8), to: "index.html")
    try staging.commit()
    #expect(try folder.inode("site/epochs/1/report.json") == inode)
    #expect(
      try folder.contents() == ["site/epochs/1/report.json": "old", "site/index.html": "new"]
    )
  }

  @Test func onlyAPlainFileIsKept() throws {
    let folder = try TemporaryFolder()
    try folder.write(["site/a.txt": "1", "site/folder/b.txt": "2"])
    try folder.link("site/link", to: "a.txt")
    var staging = try staging(in: folder)
    #expect(throws: FileStoreError.notFound("none")) { try staging.keep("none") }
    #expect(throws: FileStoreError.notAFile("link")) { try staging.keep("link") }
    #expect(throws: FileStoreError.notAFile("folder")) { try staging.keep("folder") }
  }

  @Test func aPathIsStagedOnce() throws {
    let folder = try TemporaryFolder()
    var staging = try staging(in: folder)
    try staging.write([1], to: "a.txt")
    #expect(throws: FileStoreError.self) { try staging.write([2], to: "a.txt") }
  }

  @Test func leftoversOfADeadRunAreRemoved() throws {
    let folder = try TemporaryFolder()
    try folder.write([".site.staging/a/left.txt": "dead", "site/index.html": "old"])
    try folder.link(".site.staging/link", to: folder.place("site"))
    var staging = try staging(in: folder)
    try staging.write([UInt8]("new".utf8), to: "index.html")
    try staging.commit()
    #expect(try folder.contents() == ["site/index.html": "new"])
    #expect(try folder.names() == ["site"])
  }

  @Test func abandonedStagingLeavesTheOldContent() throws {
    let folder = try TemporaryFolder()
    try folder.write(["site/index.html": "old"])
    var staging = try staging(in: folder)
    try staging.write([UInt8]("new".utf8), to: "index.html")
    try staging.abandon()
    #expect(try folder.contents() == ["site/index.html": "old"])
    #expect(try folder.names() == ["site"])
  }

  @Test("The folder needs a name", arguments: ["", "/", ".", "..", "a/.."])
  func folderWithoutName(target: String) {
    #expect(throws: FileStoreError.cannotWrite(target, "name the folder itself, such as site")) {
      try SiteFolder(at: target)
    }
  }

  @Test func slashAtTheEndChangesNothing() throws {
    let folder = try TemporaryFolder()
    var staging = try LocalStaging(
      replacing: SiteFolder(at: folder.place("site//")),
      isInPlace: false,
      outdated: [],
      last: "m"
    )
    try staging.write([UInt8]("1".utf8), to: "m")
    try staging.commit()
    #expect(try folder.contents() == ["site/m": "1"])
  }

  @Test func inPlaceReplacesKnownFilesOnly() throws {
    let folder = try TemporaryFolder()
    try folder.write([
      "site/index.html": "old", "site/gone/page.html": "old", "site/CNAME": "theirs",
      "site/gone/theirs.txt": "theirs", "site/kept.json": "old",
    ])
    var staging = try LocalStaging(
      replacing: SiteFolder(at: folder.place("site")),
      isInPlace: true,
      outdated: ["index.html", "gone/page.html", "kept.json", "manifest.json"],
      last: "manifest.json"
    )
    try staging.write([UInt8]("new".utf8), to: "manifest.json")
    try staging.write([UInt8]("new".utf8), to: "index.html")
    try staging.keep("kept.json")
    try staging.commit()
    #expect(
      try folder.contents() == [
        "site/index.html": "new", "site/manifest.json": "new", "site/kept.json": "old",
        "site/CNAME": "theirs", "site/gone/theirs.txt": "theirs",
      ]
    )
    #expect(try folder.names() == ["site"])
  }

  /// The umask belongs to the whole process; the other tests of this target do not look at modes.
  @Test func modesAreThoseOfASite() throws {
    let folder = try TemporaryFolder()
    let old = umask(0o077)
    defer { umask(old) }
    var staging = try staging(in: folder)
    try staging.write([1], to: "a/b/c.txt")
    try staging.commit()
    #expect(try folder.mode("site/a/b/c.txt") == 0o644)
    for name in ["site", "site/a", "site/a/b"] { #expect(try folder.mode(name) == 0o755) }
  }

  @Test func fileInTheWayIsNotTouched() throws {
    let folder = try TemporaryFolder()
    try folder.write(["site": "precious"])
    #expect(throws: FileStoreError.self) { try SiteFolder(at: folder.place("site")) }
    #expect(try folder.contents() == ["site": "precious"])
  }

  @Test func linkStandsForTheFolderThatItLeadsTo() throws {
    let folder = try TemporaryFolder()
    try folder.write(["releases/1/index.html": "old"])
    try FileManager.default.createSymbolicLink(
      atPath: folder.place("site"),
      withDestinationPath: "releases/1"
    )
    var staging = try staging(in: folder)
    try staging.write([UInt8]("new".utf8), to: "index.html")
    try staging.commit()
    let new = try String(contentsOfFile: folder.place("releases/1/index.html"), encoding: .utf8)
    #expect(new == "new")
    let type = try FileManager.default.attributesOfItem(atPath: folder.place("site"))[.type]
    #expect(type as? FileAttributeType == .typeSymbolicLink)
  }

  @Test func secondPublisherIntoTheSameFolderIsRefused() throws {
    let folder = try TemporaryFolder()
    let first = try SiteFolder(at: folder.place("site"))
    #expect(throws: FileStoreError.locked(folder.place("site"))) {
      try SiteFolder(at: folder.place("site"))
    }
    withExtendedLifetime(first) {}
  }

  @Test func inPlaceDoesNotWriteThroughALink() throws {
    let folder = try TemporaryFolder()
    try folder.write(["site/manifest.json": "old", "elsewhere/kept.txt": "kept"])
    try FileManager.default.createSymbolicLink(
      atPath: folder.place("site/epochs"),
      withDestinationPath: "../elsewhere"
    )
    var staging = try LocalStaging(
      replacing: SiteFolder(at: folder.place("site")),
      isInPlace: true,
      outdated: [],
      last: "manifest.json"
    )
    try staging.write([1], to: "epochs/report.json")
    #expect(throws: FileStoreError.self) { try staging.commit() }
    #expect(!FileManager.default.fileExists(atPath: folder.place("elsewhere/report.json")))
  }

  private func staging(in folder: TemporaryFolder) throws -> LocalStaging {
    try LocalStaging(
      replacing: SiteFolder(at: folder.place("site")),
      isInPlace: false,
      outdated: [],
      last: "manifest.json"
    )
  }
}
