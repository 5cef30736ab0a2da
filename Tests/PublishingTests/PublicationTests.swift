import FileStore
import Foundation
import LocalFileStore
import Publishing
import ReportDocuments
import TestSupport
import Testing

@Suite struct PublicationTests {
  @Test("Shuffled ledgers give the same bytes", arguments: 0..<5)
  func permutation(seed: Int) throws {
    var generator = SeededGenerator(seed: seed)
    let books = try TinySite.books { store in
      for path: RelativePath in ["ledgers/revenue.csv", "ledgers/staking.csv"] {
        let lines = String(decoding: try store.read(path), as: UTF8.self).split(separator: "\n")
        let rows = [lines[0]] + lines.dropFirst().shuffled(using: &generator)
        store.files[path] = [UInt8]((rows.joined(separator: "\n") + "\n").utf8)
      }
    }
    #expect(try TinySite.publish(books) == TinySite.published.get())
  }

  @Test func publishingAgainChangesNothing() throws {
    let site = try TinySite.published.get()
    let publication = try TinySite.publication(of: TinySite.books(), over: site)
    #expect(publication.isUnchanged)
    #expect(try TinySite.publish(TinySite.books(), over: site) == site)
  }

  @Test func laterEpochLeavesTheEarlierOneAsItIs() throws {
    let first = try TinySite.publish(TinySite.books(), through: 1)
    let publication = try TinySite.publication(of: TinySite.books(), over: first)
    #expect(publication.newPublications.map(\.description) == ["2"])
    let both = try TinySite.publish(TinySite.books(), over: first)
    // Published at once, the log never had one entry, and has no checkpoint of it.
    let logFiles = { (path: RelativePath) in
      path == "manifest.json" || path.components[0] == "log" || "\(path)".hasSuffix("tlog-proof")
    }
    #expect(
      try both.files.filter { !logFiles($0.key) }
        == TinySite.published.get().files.filter { !logFiles($0.key) }
    )
    let evidence = first.files.filter {
      $0.key.description.hasPrefix("epochs/1/") && $0.key != "epochs/1/index.html"
    }
    #expect(evidence.count == 13)
    for (path, bytes) in evidence { #expect(both.files[path] == bytes, "\(path)") }
  }

  @Test(
    "Changed books are refused with the figure",
    arguments: [
      (
        "ledgers/revenue.csv", "9000", "9001", "epochs/1/inputs/revenue.csv",
        "line 3, column amount", "9000000000", "9001000000"
      ),
      (
        "ledgers/revenue.csv", "subs,15000", "ads,15000", "epochs/2/inputs/revenue.csv",
        "line 2, column stream", "subs", "ads"
      ),
      (
        "ledgers/staking.csv", "2026-01-06T00", "2026-01-06T01", "epochs/1/inputs/staking.csv",
        "line 6, column time", "2026-01-06T00:00:00Z", "2026-01-06T01:00:00Z"
      ),
      (
        "governance.yaml", "stakerShare: 50%", "stakerShare: 50.0001%",
        "epochs/1/inputs/epoch.json", "decision.stakerShare", "50%", "50.0001%"
      ),
      (
        "governance.yaml", "Half of the pool", "Half the pool", "epochs/1/inputs/epoch.json",
        "decision.rationale", "Half of the pool goes to stakers.", "Half the pool goes to stakers."
      ),
      (
        "revshare.yaml", "name: Ethereum", "name: Base", "epochs/1/inputs/epoch.json", "chain.name",
        "Ethereum", "Base"
      ),
    ]
  )
  func contradiction(
    file: String,
    text: String,
    other: String,
    path: String,
    place: String,
    expected: String,
    found: String
  ) throws {
    let site = try TinySite.published.get()
    let books = try TinySite.books {
      try $0.replace(text, with: other, in: #require(RelativePath(file)))
    }
    let error = #expect(throws: PublicationError.self) {
      try TinySite.publication(of: books, over: site)
    }
    guard case .contradicts(_, let differences) = error else {
      Issue.record("\(String(describing: error))")
      return
    }
    #expect(
      differences.contains {
        $0.path.description == path && $0.difference.place == place
          && $0.difference.expected == expected && $0.difference.found == found
      },
      "\(differences)"
    )
  }

  @Test func rowAddedToAPublishedEpoch() throws {
    let books = try TinySite.books {
      $0.files["ledgers/revenue.csv", default: []] += "2026-01-03T00:00:00Z,ads,5,LATE,\n".utf8
    }
    let error = #expect(throws: PublicationError.self) {
      try TinySite.publication(of: books, over: TinySite.published.get())
    }
    guard case .contradicts(1, let differences) = error else {
      Issue.record("\(String(describing: error))")
      return
    }
    let last = differences[differences.count - 1].difference
    #expect((last.expected, last.found) == ("4 rows", "5 rows"))
  }

  @Test func rowTakenOutOfAPublishedEpoch() throws {
    let row = "2026-01-20T23:59:59Z,ads,-3000,CN-2,Refund to the sponsor of INV-3\n"
    let books = try TinySite.books { try $0.replace(row, with: "", in: "ledgers/revenue.csv") }
    let error = #expect(throws: PublicationError.self) {
      try TinySite.publication(of: books, over: TinySite.published.get())
    }
    guard case .contradicts(2, let differences) = error else {
      Issue.record("\(String(describing: error))")
      return
    }
    #expect(differences.map(\.path) == ["epochs/2/inputs/revenue.csv"])
    #expect(differences.map(\.difference.expected) == ["4 rows"])
    #expect(differences.map(\.difference.found) == ["3 rows"])
  }

  @Test func publishedEpochIsNotLeftOut() throws {
    #expect(throws: PublicationError.epochGone(2)) {
      try TinySite.publication(of: TinySite.books(), through: 1, over: TinySite.published.get())
    }
  }

  @Test func evidenceThatItsInputsDoNotGive() throws {
    var site = try TinySite.published.get()
    try site.replace("\"report.json\"", with: "\"report.jsom\"", in: "epochs/1/manifest.json")
    #expect(throws: PublicationError.otherEvidence(PublicationName(epoch: 1))) {
      try TinySite.publication(of: TinySite.books(), over: site)
    }
  }

  @Test func manifestIsWrittenLast() throws {
    var staging = RecordingStaging()
    try TinySite.publication(of: TinySite.books()).write(to: &staging) { _ in }
    #expect(staging.paths.last == "manifest.json")
    #expect(Set(staging.paths).count == staging.paths.count)
    #expect(staging.paths.sorted() == TinySite.paths)
  }

  @Test func writeThatFailsAnywhereLeavesTheOldSite() throws {
    let folder = FileManager.default.temporaryDirectory.appending(path: "revshare-\(UUID())")
    defer { try? FileManager.default.removeItem(at: folder) }
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    let site = LocalFileStore(root: folder.appending(path: "site").path())
    let first = try TinySite.publication(of: TinySite.books(), through: 1)
    var staging = try staging(over: site)
    try first.write(to: &staging) { _ in }
    try staging.commit()
    let old = try contents(of: site)
    let second = try TinySite.publication(of: TinySite.books(), over: old)
    for writeCount in 0..<TinySite.paths.count {
      var failing = FailingStaging(base: try self.staging(over: site), writesLeft: writeCount)
      #expect(throws: FileStoreError.cannotWrite("disk", "full")) {
        try second.write(to: &failing) { _ in }
      }
      #expect(try contents(of: site) == old)
    }
    // What the failed runs left behind is no hindrance.
    staging = try self.staging(over: site)
    try second.write(to: &staging) { _ in }
    try staging.commit()
    #expect(try contents(of: site) == TinySite.publish(TinySite.books(), over: old))
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path()) == ["site"])
  }

  private func staging(over site: LocalFileStore) throws -> LocalStaging {
    try LocalStaging(
      replacing: SiteFolder(at: site.root),
      isInPlace: false,
      outdated: [],
      last: "manifest.json"
    )
  }

  private func contents(of site: LocalFileStore) throws -> MemoryFileStore {
    var contents = MemoryFileStore()
    for path in try site.paths() { contents.files[path] = try site.read(path) }
    return contents
  }
}

/// Remembers what is staged, in order.
private struct RecordingStaging: StagedFiles {
  var paths: [RelativePath] = []

  mutating func write(_ bytes: [UInt8], to path: RelativePath) { paths.append(path) }

  mutating func keep(_ path: RelativePath) { paths.append(path) }

  func commit() {}
}

/// Fails after some files, as a full disk does.
private struct FailingStaging: StagedFiles {
  var base: LocalStaging
  var writesLeft: Int

  mutating func write(_ bytes: [UInt8], to path: RelativePath) throws(FileStoreError) {
    try count()
    try base.write(bytes, to: path)
  }

  mutating func keep(_ path: RelativePath) throws(FileStoreError) {
    try count()
    try base.keep(path)
  }

  mutating func commit() throws(FileStoreError) { try base.commit() }

  private mutating func count() throws(FileStoreError) {
    guard writesLeft > 0 else { throw .cannotWrite("disk", "full") }
    writesLeft -= 1
  }
}
