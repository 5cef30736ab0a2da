import Books
import Distribution
import EVMTypes
import FileStore
import Signing
import TestSupport
import Testing

@Suite struct PrivacyTests {
  static let secret = "000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f\n"
  static let note = "sha256:11c890194b4e38ad18872601b2dbcc8a381062864b7976200006d6a1c6c1754a"

  /// The tiny books with all columns private that can be.
  static func books() throws -> MemoryFileStore {
    var store = try BooksTests.tiny()
    var settings = try store.text("revshare.yaml")
    settings.replace("{ column: reference }", with: "{ column: reference, private: true }")
    settings.replace("{ column: note }", with: "{ column: note, private: true }")
    store.files["revshare.yaml"] = [UInt8]((settings + "privacy: { secret: a.key }\n").utf8)
    store.files["a.key"] = [UInt8](secret.utf8)
    return store
  }

  static func changed(_ text: String, to other: String) throws -> MemoryFileStore {
    var store = try books()
    let settings = try store.text("revshare.yaml")
    #expect(settings.contains(text))
    store.files["revshare.yaml"] = [UInt8](
      settings.replacing(text, with: other, maxReplacements: 1).utf8
    )
    return store
  }

  @Test func commitmentsInPlaceOfValues() throws {
    let books = try Books(from: Self.books())
    let plain = try Books(from: BooksTests.tiny())
    let texts =
      books.entries.flatMap { [$0.reference, $0.note] } + books.events.map(\.reference)
    #expect(texts.allSatisfy { $0.hasPrefix("sha256:") && $0.utf8.count == 71 })
    #expect(Set(texts).count == texts.count)
    #expect(books.entries.filter { $0.note == Self.note }.count == 1)
    #expect(books.privateValues.isEmpty)
    #expect(books.entries.map(\.amount) == plain.entries.map(\.amount))
    let figures = { (books: Books) in
      try EpochDistribution(of: books.inputs(ofEpoch: 1, after: nil)).payouts.map(\.claims)
    }
    #expect(try figures(books) == figures(plain))
  }

  @Test func valuesAreKeptOnRequest() throws {
    let books = try Books(from: Self.books(), keepsPrivateValues: true)
    #expect(books.privateValues.count == 8 + 8 + 9)
    let note = try #require(books.privateValues.first { $0.row == "INV-3" && $0.column == "note" })
    #expect(note.table == "revenue" && note.value == "Sponsor" && "\(note.commitment)" == Self.note)
  }

  @Test func fileAndRowMeanNothing() throws {
    var store = try Self.changed("ledgers/staking.csv", to: "ledgers/other.csv")
    let rows = try store.text("ledgers/staking.csv").split(separator: "\n")
    let text = ([rows[0]] + rows.dropFirst().reversed()).joined(separator: "\n")
    store.files["ledgers/other.csv"] = [UInt8](text.utf8)
    #expect(try Books(from: store).events == Books(from: Self.books()).events)
  }

  @Test("Duplicates are those of the ledgers", arguments: ["revenue", "staking"])
  func duplicates(ledger: String) throws {
    var store = try Self.books()
    let path = try #require(RelativePath("ledgers/\(ledger).csv"))
    let last = try store.text(path).split(separator: "\n")[1]
    store.files[path, default: []] += [UInt8]((last + "\n").utf8)
    let lines = try #require(BooksTests.problems(in: store)).lines
    #expect(lines.count == 1 && lines[0].contains("stands at ledgers/\(ledger).csv:2 too"))
  }

  @Test("Secrets that are none", arguments: ["", "00\n", secret + "\n", secret.uppercased()])
  func otherSecret(text: String) throws {
    var store = try Self.books()
    store.files["a.key"] = [UInt8](text.utf8)
    let lines = try #require(BooksTests.problems(in: store)).lines
    #expect(lines.count == 1 && lines[0].hasPrefix("a.key: not a secret: 64 lower-case"))
  }

  @Test func missingSecret() throws {
    var store = try Self.books()
    store.files["a.key"] = nil
    let problems = try #require(BooksTests.problems(in: store))
    #expect(problems.isFileMissing && problems.lines.count == 1)
    #expect(problems.lines[0].hasPrefix("a.key: no such file, but columns are private"))
  }

  @Test func secretThatNothingNeedsIsNotRead() throws {
    var store = try BooksTests.tiny()
    store.files["revshare.yaml", default: []] += [UInt8]("privacy: { secret: none.key }\n".utf8)
    #expect(try Books(from: store).entries.count == 8)
  }

  @Test(
    "A mapping says what it cannot do",
    arguments: [
      ("{ column: time }", "{ column: time, private: true }", "the figures are computed from it"),
      ("{ column: amount }", "{ column: amount, private: true }", "computed from it"),
      ("{ column: stream }", "{ column: stream, private: true }", "computed from it"),
      ("{ column: account }", "{ column: account, private: true }", "computed from it"),
      ("{ column: action }", "{ column: action, private: true }", "computed from it"),
      ("{ column: sequence }", "{ column: sequence, private: true }", "computed from it"),
      ("private: true", "private: yes", "expected true or false"),
      ("private: true", "secret: true", "unknown key"),
      ("{ secret: a.key }", "{ secret: ../a.key }", "not a path inside the books' folder"),
      ("{ secret: a.key }", "{ secret: a.key, hash: md5 }", "unknown key"),
      ("privacy: { secret: a.key }", "", "there is no secret to hide the values with"),
    ]
  )
  func refused(text: String, other: String, fact: String) throws {
    let lines = try #require(BooksTests.problems(in: Self.changed(text, to: other))).lines
    #expect(!lines.isEmpty && lines.allSatisfy { $0.contains(fact) })
  }

  @Test("A public text that looks like a commitment is refused", arguments: [true, false])
  func lookalike(isReference: Bool) throws {
    var store = try BooksTests.tiny()
    let row =
      isReference
      ? "2026-01-03T10:00:00Z,subs,1,\(Self.note),\n"
      : "2026-01-03T10:00:00Z,subs,1,A,\(Self.note)\n"
    store.files["ledgers/revenue.csv", default: []] += [UInt8](row.utf8)
    let account = "0xF7C2582e274D7c449200D9Bb7a5a1C3e80a34a92"
    let stake = "2026-01-03T10:00:00Z,\(account),stake,1,\(Self.note),1\n"
    store.files["ledgers/staking.csv", default: []] += [UInt8](stake.utf8)
    let lines = try #require(BooksTests.problems(in: store)).lines
    #expect(lines.count == 2)
    #expect(
      lines[0].hasPrefix(
        "ledgers/revenue.csv:10: column \(isReference ? "reference" : "note"): written as"
      )
    )
    #expect(lines[1].hasPrefix("ledgers/staking.csv:11: column reference: written as"))
  }

  @Test func joinedLookalikeIsRefused() throws {
    var store = try BooksTests.tiny()
    let settings = try store.text("revshare.yaml")
      .replacing(
        "{ column: reference }",
        with: "{ columns: [stream, reference] }",
        maxReplacements: 1
      )
      .replacing("stream: { column: stream }", with: "stream: { value: subs }")
    store.files["revshare.yaml"] = [UInt8](settings.utf8)
    let row = "2026-01-03T10:00:00Z,sha256,1,\(Self.note.dropFirst(7)),\n"
    store.files["ledgers/revenue.csv", default: []] += [UInt8](row.utf8)
    let lines = try #require(BooksTests.problems(in: store)).lines
    #expect(
      lines.count == 1 && lines[0].hasPrefix("ledgers/revenue.csv:10: column stream: written as")
    )
  }

  @Test func privateTextsMayBeginAsTheyLike() throws {
    var store = try Self.books()
    let row =
      "2026-01-03T10:00:00Z,subs,1,=1+1,@customer\n2026-01-03T10:00:00Z,subs,1,\(Self.note),-\n"
    store.files["ledgers/revenue.csv", default: []] += [UInt8](row.utf8)
    let account = "0xF7C2582e274D7c449200D9Bb7a5a1C3e80a34a92"
    let stake = "2026-01-03T10:00:00Z,\(account),stake,1,=A1,1\n"
    store.files["ledgers/staking.csv", default: []] += [UInt8](stake.utf8)
    let books = try Books(from: store, keepsPrivateValues: true)
    #expect(books.entries.count == 10 && books.events.count == 10)
    #expect(books.privateValues.contains { $0.value == "=A1" && $0.table == "staking" })
    store.files["ledgers/revenue.csv", default: []] += [
      UInt8
    ]("2026-01-03T10:00:00Z,subs,1,\u{202E}x,\n".utf8)
    let lines = try #require(BooksTests.problems(in: store)).lines
    #expect(lines.count == 1 && lines[0].contains("bidirectional override"))
  }

  @Test("Of one second the published references say what comes first", arguments: 0..<12)
  func refundInTheSameSecond(number: Int) throws {
    var store = MemoryFileStore(bytes: try TestFile.tree("EndToEndTests/Books/rules"))
    var settings = try store.text("revshare.yaml")
    settings.replace("{ column: reference }", with: "{ column: reference, private: true }")
    store.files["revshare.yaml"] = [UInt8]((settings + "privacy: { secret: a.key }\n").utf8)
    store.files["a.key"] = [UInt8](Self.secret.utf8)
    store.files["ledgers/revenue.csv"] = [
      UInt8
    ](
      """
      time,stream,asset,amount,refunds,reference
      2026-01-18T00:00:00Z,ads,eur,200.00,,A-\(number)
      2026-01-18T00:00:00Z,ads,eur,-50.01,A-\(number),B-\(number)

      """.utf8
    )
    let secret = try #require(CommitmentSecret(parsing: [UInt8](Self.secret.utf8)))
    let names = ["A-\(number)", "B-\(number)"].map { name in
      let salt = secret.salt(table: "revenue", row: name.utf8, column: "reference")
      return "\(ValueCommitment(to: name.utf8, salt: salt))"
    }
    guard names[0] > names[1] else {
      let entries = try Books(from: store).entries
      #expect(entries.map(\.reference) == names && entries[1].refunds == names[0])
      return
    }
    let lines = try #require(BooksTests.problems(in: store)).lines
    #expect(
      lines == [
        "ledgers/revenue.csv:3: takes back the entry at ledgers/revenue.csv:2, which is not before it; entries of "
          + "one time stand by their published references: book it a second later"
      ]
    )
  }

  @Test(
    "The secret's file is nothing else, since errors quote files",
    arguments: ["ledgers/revenue.csv", "ledgers/staking.csv"]
  )
  func secretAsLedger(file: String) throws {
    let lines = try #require(BooksTests.problems(in: Self.changed(file, to: "a.key"))).lines
    #expect(lines.count == 1 && lines[0].contains("].file: this is the file of the secret"))
  }

  @Test func secretAsVotes() throws {
    var store = try Self.books()
    let governance = try store.text("governance.yaml")
      .replacing(
        "stakerShare:",
        with: "snapshot: { proposal: a.key, adopts: For }\n    stakerShare:"
      )
    store.files["governance.yaml"] = [UInt8](governance.utf8)
    let lines = try #require(BooksTests.problems(in: store)).lines
    let start = "governance.yaml: a.key: this is the file of the secret"
    #expect(lines.contains { $0.hasPrefix(start) })
    #expect(!lines.contains { $0.contains("0001020304") })
  }
}
