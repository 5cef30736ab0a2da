import Foundation
import Testing
import TransparencyLog

/// A log as a site would hold it, which Go's packages check too: `Tests/Independent/test_transparency_log.py` names
/// the folder in `REVSHARE_LOG_FOLDER`.
@Suite struct LogFolderTests {
  /// The sizes at which the log is published.
  static let sizes = [1, 2, 255, 256, 257, 300, 513, 520]

  @Test func aWholeLogIsWrittenAndRead() throws {
    let named = ProcessInfo.processInfo.environment["REVSHARE_LOG_FOLDER"]
    let folder =
      named.map { URL(filePath: $0) }
      ?? FileManager.default.temporaryDirectory.appending(path: "revshare-log-\(UUID().uuidString)")
    defer { if named == nil { try? FileManager.default.removeItem(at: folder) } }
    let log = try signer("log.example/revshare", 7)
    let entries = Self.entries
    let tiles = try LogTiles(entries: entries)
    for file in try #require(tiles.files(publishedSizes: Self.sizes)) {
      try write(file.bytes, to: folder.appending(path: "log/\(file.path)"))
    }
    try write(Array("\(log.verifier)\n".utf8), to: folder.appending(path: "log/vkey"))
    var last = 0
    for size in Self.sizes {
      let root = try #require(tiles.tree.root(ofSize: size))
      let note = try LogCheckpoint(origin: log.name, size: size, root: root).signed(by: log)
      try write(note.bytes, to: folder.appending(path: "log/checkpoint"))
      for index in last..<size {
        let hashes = try #require(tiles.tree.inclusionProof(of: index, size: size))
        let place = folder.appending(path: "epochs/\(index + 1)")
        try write(entries[index], to: place.appending(path: "statement.json"))
        let proof = LogProof(index: index, hashes: hashes, checkpoint: note)
        try write(proof.bytes, to: place.appending(path: "statement.json.tlog-proof"))
      }
      last = size
    }
    try writeRequests(tiles.tree, to: folder)
    try check(folder)
  }

  /// What a witness is sent that saw an earlier size last, and what it has to answer.
  private func writeRequests(_ tree: LogTree, to folder: URL) throws {
    let note = try SignedNote(
      bytes: [UInt8](Data(contentsOf: folder.appending(path: "log/checkpoint")))
    )
    let witness = try signer("witness.example/w1", 8)
    let answer = witness.cosignature(of: note.text, at: 1_679_315_147).line
    for old in [0] + Self.sizes {
      let request = try #require(
        WitnessRequest(tree: tree, oldSize: old, size: tree.size, checkpoint: note)
      )
      try write(request.bytes, to: folder.appending(path: "requests/\(old)"))
      try write(Array(answer.utf8), to: folder.appending(path: "answers/\(old)"))
    }
  }

  /// Entries of all lengths, the longest possible among them.
  private static let entries: [[UInt8]] = (0..<520).map { index in
    let text =
      "{\"publication\":\"\(index + 1)\",\"text\":\"\(String(repeating: "x", count: index))\"}"
    return index == 77 ? [UInt8](repeating: 0x20, count: 65_535) : Array(text.utf8)
  }

  /// Reads the log as somebody who has the files and trusts the key.
  private func check(_ folder: URL) throws {
    func bytes(_ path: String) throws -> [UInt8] {
      [UInt8](try Data(contentsOf: folder.appending(path: path)))
    }
    let vkey = String(decoding: try bytes("log/vkey"), as: UTF8.self)
    let log = try NoteVerifier(text: String(vkey.dropLast()))
    let checkpoint = try LogCheckpoint(
      of: SignedNote(bytes: bytes("log/checkpoint")),
      signedBy: log
    )
    var entries: [[UInt8]] = []
    for path in LogTiles.paths(size: checkpoint.size) where path.content == .entries {
      entries += try LogEntryBundle(bytes: bytes("log/\(path)")).entries
    }
    let tree = LogTree(entries: entries)
    #expect(tree.root == checkpoint.root)
    #expect(tree.size == checkpoint.size)
    for index in entries.indices {
      let proof = try LogProof(bytes: bytes("epochs/\(index + 1)/statement.json.tlog-proof"))
      let earlier = try proof.verify(entry: bytes("epochs/\(index + 1)/statement.json"), log: log)
      #expect(proof.index == index)
      let way = try #require(tree.consistencyProof(from: earlier.size, to: tree.size))
      #expect(earlier.isExtended(by: checkpoint, proof: way))
    }
  }

  private func write(_ bytes: [UInt8], to url: URL) throws {
    try FileManager.default.createDirectory(
      at: url.deletingLastPathComponent(),
      withIntermediateDirectories: true
    )
    try Data(bytes).write(to: url)
  }
}
