import Books
import Distribution
import EVMTypes
import FileStore
import TestSupport
import Testing

@Suite struct BooksTests {
  @Test func booksInMemory() throws {
    let books = try Books(from: Self.tiny())
    #expect(books.entries.count == 8 && books.events.count == 9)
    #expect(
      books.entries.map(\.reference) == [
        "INV-1", "INV-2", "CN-1", "INV-3", "INV-4", "INV-5", "INV-6", "CN-2",
      ]
    )
    #expect(books.entries[5].amount.description == "5000000029")
    #expect(books.events[0].amount == UInt256("100000000000000000000"))
    #expect(try books.inputs(ofEpoch: 3, after: nil) == nil)
  }

  @Test("The order of rows changes nothing", arguments: 0..<10)
  func permutation(seed: Int) throws {
    var generator = SeededGenerator(seed: seed)
    var store = try Self.tiny()
    let books = try Books(from: store)
    for path: RelativePath in ["ledgers/revenue.csv", "ledgers/staking.csv"] {
      let lines = try store.text(path).split(separator: "\n")
      let rows = lines.dropFirst().shuffled(using: &generator)
      store.files[path] = [UInt8]((lines[0] + "\n" + rows.joined(separator: "\n")).utf8)
    }
    let shuffled = try Books(from: store)
    #expect(shuffled.entries == books.entries && shuffled.events == books.events)
  }

  @Test(
    "A missing file is named",
    arguments: [
      "revshare.yaml", "governance.yaml", "ledgers/revenue.csv", "ledgers/staking.csv",
    ]
  )
  func missingFile(name: String) throws {
    var store = try Self.tiny()
    store.files[try #require(RelativePath(name))] = nil
    let problems = try #require(Self.problems(in: store))
    #expect(problems.isFileMissing)
    #expect(problems.lines == ["\(name): no such file; add it, or remove it from revshare.yaml"])
  }

  @Test func fileThatCannotBeReadIsNoProblemOfTheBooks() throws {
    let store = BrokenStore(store: try Self.tiny(), path: "ledgers/staking.csv")
    let error = FileStoreError.cannotRead("ledgers/staking.csv", "input/output error")
    #expect(throws: BooksError.file(error)) { try Books(from: store) }
  }

  @Test func rowOfTenMegabytesIsOneProblem() throws {
    var store = try Self.tiny()
    let note = String(repeating: "x", count: 10_000_000)
    let row = "2026-01-03T00:00:00Z,subs,1,INV-9,\(note)\n2026-01-03T00:00:00Z,subs,x,INV-10,\n"
    store.files["ledgers/revenue.csv", default: []] += [UInt8](row.utf8)
    let lines = try #require(Self.problems(in: store)).lines
    #expect(lines.count == 2)
    #expect(lines[0] == "ledgers/revenue.csv:10: a line of over 1 MB")
    #expect(lines[1].hasPrefix("ledgers/revenue.csv:11: column amount: "))
  }

  @Test("Problems of a file are cut after 50, with a count", arguments: [50, 51, 60, 1_000])
  func manyProblems(count: Int) throws {
    var store = try Self.tiny()
    let rows = (0..<count).map { "2026-01-03T00:00:00Z,subs,x,BAD-\($0),\n" }.joined()
    store.files["ledgers/revenue.csv", default: []] += [UInt8](rows.utf8)
    store.files["ledgers/staking.csv", default: []] += [UInt8]("bad\n".utf8)
    let problems = try #require(Self.problems(in: store))
    let revenue = problems.lines.filter { $0.hasPrefix("ledgers/revenue.csv:") }
    #expect(problems.problems.count == count + 1)
    #expect(revenue.count == min(count, 50) + (count > 50 ? 1 : 0))
    #expect(revenue[49].hasPrefix("ledgers/revenue.csv:59: "))
    if count > 50 { #expect(revenue[50] == "ledgers/revenue.csv: \(count - 50) more problems") }
    #expect(problems.lines.last?.hasPrefix("ledgers/staking.csv:11: ") == true)
  }

  static func tiny() throws -> MemoryFileStore {
    MemoryFileStore(bytes: try TestFile.tree("EndToEndTests/Books/tiny"))
  }

  /// What is wrong with books; nil when they are read.
  static func problems(in store: some FileStore) -> BookProblems? {
    do {
      _ = try Books(from: store)
      return nil
    } catch {
      guard case .problems(let problems) = error else { return nil }
      return problems
    }
  }
}

extension MemoryFileStore {
  func text(_ path: RelativePath) throws -> String {
    String(decoding: try read(path), as: UTF8.self)
  }
}

/// A store that cannot read one of its files.
private struct BrokenStore: FileStore {
  let store: MemoryFileStore
  let path: RelativePath

  func read(_ path: RelativePath, byteLimit: Int) throws(FileStoreError) -> [UInt8] {
    guard path != self.path else { throw .cannotRead("\(path)", "input/output error") }
    return try store.read(path, byteLimit: byteLimit)
  }

  func paths() throws(FileStoreError) -> [RelativePath] { try store.paths() }
}
