import Signing

extension LogProof {
  /// How many bytes the file may have.
  public static let byteLimit = 2 * SignedNote.byteLimit

  /// Reads the file.
  ///
  /// - Parameter bytes: The file's bytes.
  /// - Throws: ``LogProofError``.
  public init(bytes: [UInt8]) throws(LogProofError) {
    guard bytes.count <= Self.byteLimit else { throw .tooLarge(byteCount: bytes.count) }
    var lines = TextLines(bytes[...])
    guard let first = lines.next(), first.elementsEqual(Self.header.utf8) else {
      throw .otherFormat
    }
    guard var line = lines.next() else { throw .malformedIndex }
    var extra: [UInt8]?
    if let text = line.after("extra") {
      guard let bytes = Base64.bytes(of: text), !bytes.isEmpty else { throw .malformedExtra }
      extra = bytes
      guard let next = lines.next() else { throw .malformedIndex }
      line = next
    }
    guard let number = line.after("index"), let index = Int(decimal: number) else {
      throw .malformedIndex
    }
    let hashes = try Self.hashes(in: &lines)
    do {
      let checkpoint = try SignedNote(bytes: lines.remainder)
      self.init(index: index, hashes: hashes, checkpoint: checkpoint, extra: extra)
    } catch {
      throw .checkpoint(.note(error))
    }
  }

  /// Takes the lines of hashes and the empty line after them.
  private static func hashes(in lines: inout TextLines) throws(LogProofError) -> [LogHash] {
    var hashes: [LogHash] = []
    while true {
      guard let line = lines.next() else { throw .noCheckpoint }
      if line.isEmpty { return hashes }
      guard hashes.count < hashLimit else { throw .tooManyHashes }
      guard let hash = LogHash(base64: line) else { throw .malformedHash(number: hashes.count + 1) }
      hashes.append(hash)
    }
  }
}
