import FileStore
import Signing

/// The file that checks itself: a page of one file that holds an account's proof, its words and the verifier.
///
/// It is made of the page's own scripts, the verifier in base64 and what stands in `templates/proof-file`. Its policy
/// admits its one script and its one style by their digests, and nothing from elsewhere.
public struct ProofFile: Sendable {
  /// The file without content; `@CONTENT@` stands once, where the content belongs.
  public let shell: [UInt8]

  /// Assembles the file.
  ///
  /// - Parameter templates: The templates and assets.
  /// - Throws: ``PageTemplateError`` when one that it is made of is missing or not text, or lacks a mark.
  public init(_ templates: PageTemplates) throws(PageTemplateError) {
    let style = Self.compact(try templates.text("proof-file/proof-file.css"))
    var script = ""
    for path in Self.scripts { script += Self.compact(try templates.text(path)) }
    let policy = [
      "default-src 'none'", "script-src '\(Self.digest(of: script))' 'wasm-unsafe-eval'",
      "style-src '\(Self.digest(of: style))'", "base-uri 'none'", "form-action 'none'",
    ]
    let verifier = Base64.text(of: try templates.file("assets/claim-verifier.wasm").bytes)
    let parts = [
      "POLICY": policy.joined(separator: "; "), "STYLE": style, "SCRIPT": script,
      "VERIFIER": verifier,
    ]
    let page: RelativePath = "proof-file/proof-file.html"
    let text = try templates.text(page)
    for mark in parts.keys.sorted() + ["CONTENT"]
    where text.split(separator: "@\(mark)@").count != 2 {
      let fact = "@\(mark)@ must stand in it once"
      throw PageTemplateError([.init(path: page, line: nil, fact: fact)])
    }
    self.shell = Self.filled(text, with: parts)
  }

  private static let embedded = Result<ProofFile, PageTemplateError> {
    () throws(PageTemplateError) in try ProofFile(.embedded)
  }

  /// Assembles the file; of the program's own templates only once, since every audit needs it.
  static func assembled(_ templates: PageTemplates) throws(PageTemplateError) -> ProofFile {
    try templates == .embedded ? embedded.get() : ProofFile(templates)
  }

  /// The file with a content.
  ///
  /// - Parameter content: JSON.
  /// - Returns: The file; `<` is escaped in it, so that no text of the content ends its element.
  public func bytes(holding content: [UInt8]) -> [UInt8] {
    let mark = Array("@CONTENT@".utf8)
    guard let place = shell.indices.first(where: { shell[$0...].starts(with: mark) }) else {
      return shell
    }
    var bytes = Array(shell[..<place])
    for byte in content {
      if byte == UInt8(ascii: "<") { bytes += "\\u003c".utf8 } else { bytes.append(byte) }
    }
    return bytes + shell[(place + mark.count)...]
  }

  private static let scripts: [RelativePath] = [
    "assets/claim-verifier.js", "assets/claim-values.js", "assets/claim-figures.js",
    "assets/sum-tree.js",
    "assets/claim-words.js", "assets/claim-view.js", "proof-file/proof-reader.js",
    "proof-file/proof-file.js",
  ]

  /// The lines without indentation, empty lines and lines of comment.
  private static func compact(_ text: String) -> String {
    var compact = ""
    for line in text.split(separator: "\n") {
      let code = line.drop { $0 == " " }
      guard !code.isEmpty, !code.utf8.starts(with: "//".utf8) else { continue }
      compact += code + "\n"
    }
    return compact
  }

  /// What a policy names a script or a style by.
  private static func digest(of text: String) -> String {
    "sha256-" + Base64.text(of: SHA256.hash([UInt8](text.utf8)))
  }

  /// The page with each mark, a name between two `@`, replaced by its part; other marks stay.
  private static func filled(_ page: String, with parts: [String: String]) -> [UInt8] {
    let pieces = page.split(separator: "@", omittingEmptySubsequences: false)
    var filled = ""
    for (place, piece) in pieces.enumerated() {
      guard place % 2 == 1 else {
        filled += piece
        continue
      }
      filled += parts[String(piece)] ?? "@\(piece)@"
    }
    return [UInt8](filled.utf8)
  }
}

extension PageTemplates {
  fileprivate func file(_ path: RelativePath) throws(PageTemplateError) -> File {
    guard let file = files.first(where: { $0.path == path }) else {
      throw PageTemplateError([.init(path: path, line: nil, fact: "no such file")])
    }
    return file
  }

  fileprivate func text(_ path: RelativePath) throws(PageTemplateError) -> String {
    guard let text = String(validating: try file(path).bytes, as: UTF8.self) else {
      throw PageTemplateError([.init(path: path, line: nil, fact: "not UTF-8; save it as UTF-8")])
    }
    return text
  }
}
