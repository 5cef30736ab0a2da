import Books
import FileStore
import TestSupport
import Testing

/// YAML that is made to exhaust its reader; each answer comes at once, or the time limit stops the test.
@Suite(.timeLimit(.minutes(60))) struct YAMLLimitTests {
  @Test func oneMegabyteIsRead() throws {
    var store = try BooksTests.tiny()
    let size = try store.read("revshare.yaml").count
    let comment = "\n#" + String(repeating: "x", count: 1_000_000 - size - 2)
    store.files["revshare.yaml", default: []] += [UInt8](comment.utf8)
    #expect(BooksTests.problems(in: store) == nil)
    store.files["revshare.yaml", default: []] += [UInt8(ascii: "x")]
    #expect(BooksTests.problems(in: store)?.lines == ["revshare.yaml:1: larger than 1 MB"])
  }

  @Test func oneHundredThousandValuesAreTheLimit() throws {
    // The mapping, the key and the list are three more.
    let fits = "a: [" + [String](repeating: "b", count: 99_997).joined(separator: ",") + "]\n"
    #expect(try lines(of: fits).contains { $0.contains("unknown key") })
    let tooMany = fits.dropLast(2) + ",b]\n"
    #expect(try lines(of: String(tooMany)) == ["revshare.yaml:1: more than 100,000 values"])
  }

  @Test(
    "A nest of aliases is refused before it is unfolded",
    arguments: [
      "? *i\n: 1\n", "{ *i : 1 }\n", "j: *i\n", "? [*i, *i]\n: 1\n", "k: { *i : 1, *h : 2 }\n",
    ]
  )
  func aliasBomb(last: String) throws {
    var text = "a: &a [x, x, x, x, x, x, x, x, x, x]\n"
    for (name, before) in zip("bcdefghi", "abcdefgh") {
      let aliases = [String](repeating: "*\(before)", count: 10).joined(separator: ", ")
      text += "\(name): &\(name) [\(aliases)]\n"
    }
    let expected = "anchors and aliases are not part of the books; write it out"
    let lines = try lines(of: text + last)
    #expect(lines.count == 1)
    #expect(lines[0] == "revshare.yaml:1: \(expected)" || lines[0].contains("not YAML"))
  }

  @Test(
    "A key that is no word is refused",
    arguments: ["? [a, b]\n: 1\n", "? {a: 1}\n: 1\n", "[a]: 1\n"]
  )
  func keyIsNoWord(text: String) throws {
    #expect(try lines(of: text) == ["revshare.yaml:1: a key must be a word"])
  }

  @Test(
    "Deep nesting is a problem, never a crash",
    arguments: [
      ("[", "]"), ("{a: ", "}"), ("- ", ""), ("? ", ""), ("[{a: ", "}]"),
    ],
    [1_000, 10_000, 200_000]
  )
  func deepNesting(brackets: (String, String), depth: Int) throws {
    let opening = String(repeating: brackets.0, count: depth)
    let text = opening + "x" + String(repeating: brackets.1, count: depth)
    #expect(try lines(of: text + "\n").count >= 1)
  }

  /// Aliases are looked for in a copy without asterisks, which must not make two keys one.
  @Test func asteriskInAKeyIsText() throws {
    let lines = try lines(of: "\"*\": 1\n_: 2\n")
    #expect(lines.contains { $0.hasPrefix("revshare.yaml:1: *: unknown key") })
    #expect(lines.contains { $0.hasPrefix("revshare.yaml:2: _: unknown key") })
  }

  @Test func manyKeysThatAreTheSame() throws {
    let text = (0..<40_000).map { "k\($0): 1\n" }.joined() + "k7: 2\n"
    let lines = try lines(of: text)
    #expect(lines == ["revshare.yaml:40001: the key k7 occurs twice; remove one"])
  }

  /// The problems of books whose settings are this text.
  private func lines(of text: String) throws -> [String] {
    var store = try BooksTests.tiny()
    store.files["revshare.yaml"] = [UInt8](text.utf8)
    return try #require(BooksTests.problems(in: store)).lines
  }
}
