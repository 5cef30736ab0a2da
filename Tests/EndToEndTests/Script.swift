import Foundation

/// A text script: commands with what is expected of them, then files.
///
/// Before the first `-- path --` line each line is a command: `use FOLDER` copies books of this test
/// target, `revshare ARGUMENTS` runs the program and `openssl ARGUMENTS` OpenSSL's; `status N`, `stdout 'regex'`
/// and `stderr 'regex'` say what is expected of the last run, whose status is 0 where nothing is said. `copy FROM TO`
/// and `remove PATH` take files and folders, `append FROM TO` adds the bytes of a file to another. `absent PATH`,
/// `content PATH 'regex'` and `same PATH PATH` say what the folder holds. Bytes that are not text stand in base64
/// after `-- path base64 --`.
struct Script {
  enum Line {
    case use(String)
    case run([String])
    case openssl([String])
    case copy(String, String)
    case append(String, String)
    case remove(String)
    case status(Int32)
    case output(String)
    case errorOutput(String)
    case absent(String)
    case content(String, String)
    case same(String, String)
  }

  let lines: [(number: Int, line: Line)]
  let files: [(path: String, content: Data)]

  init(_ text: String) throws {
    var lines: [(number: Int, line: Line)] = []
    var files: [(path: String, content: Data)] = []
    var section: (path: String, isBase64: Bool, text: [Substring])?
    func close() throws {
      guard let section else { return }
      let text = section.text.joined(separator: "\n")
      guard section.isBase64 else {
        files.append((section.path, Data((text.isEmpty ? "" : text + "\n").utf8)))
        return
      }
      guard let data = Data(base64Encoded: text, options: .ignoreUnknownCharacters) else {
        throw ScriptError(description: "\(section.path) is not base64")
      }
      files.append((section.path, data))
    }
    var rows = text.split(separator: "\n", omittingEmptySubsequences: false)
    if rows.last?.isEmpty == true { rows.removeLast() }
    for (index, row) in rows.enumerated() {
      if row.hasPrefix("-- "), row.hasSuffix(" --") {
        try close()
        let words = row.dropFirst(3).dropLast(3).split(separator: " ")
        section = (String(words[0]), words.count > 1 && words[1] == "base64", [])
      } else if section != nil {
        section?.text.append(row)
      } else if !row.isEmpty, !row.hasPrefix("#") {
        lines.append((index + 1, try Line(row)))
      }
    }
    try close()
    self.lines = lines
    self.files = files
  }
}

struct ScriptError: Error, CustomStringConvertible {
  let description: String
}

extension Script.Line {
  init(_ row: Substring) throws {
    let words = try Self.words(row)
    switch (words.first, words.count) {
    case ("use", 2): self = .use(words[1])
    case ("revshare", _): self = .run(Array(words.dropFirst()))
    case ("openssl", _): self = .openssl(Array(words.dropFirst()))
    case ("copy", 3): self = .copy(words[1], words[2])
    case ("append", 3): self = .append(words[1], words[2])
    case ("remove", 2): self = .remove(words[1])
    case ("status", 2): self = .status(Int32(words[1]) ?? -1)
    case ("stdout", 2): self = .output(words[1])
    case ("stderr", 2): self = .errorOutput(words[1])
    case ("absent", 2): self = .absent(words[1])
    case ("content", 3): self = .content(words[1], words[2])
    case ("same", 3): self = .same(words[1], words[2])
    default: throw ScriptError(description: "not a script line: \(row)")
    }
  }

  /// Words divided by spaces; within single quotes a space is text, and a doubled quote is one.
  private static func words(_ row: Substring) throws -> [String] {
    var words: [String] = []
    var word: String?
    var isQuoted = false
    var rest = row[...]
    while let character = rest.popFirst() {
      if character == "'" {
        if isQuoted, rest.first == "'" {
          rest.removeFirst()
          word?.append("'")
        } else {
          isQuoted.toggle()
          word = word ?? ""
        }
      } else if character == " ", !isQuoted {
        if let word { words.append(word) }
        word = nil
      } else {
        word = (word ?? "") + String(character)
      }
    }
    if let word { words.append(word) }
    guard !isQuoted else { throw ScriptError(description: "unclosed quote: \(row)") }
    return words
  }
}
