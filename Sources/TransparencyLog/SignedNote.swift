/// A text with signatures below it.
///
/// Reading a note checks its form alone. Its text is worth nothing before
/// ``signatures(by:)`` has found a signature of a key that the reader trusts.
///
/// - Source: C2SP signed-note, "Format".
public struct SignedNote: Sendable, Hashable {
  /// The text's UTF-8 bytes, which end in a line feed.
  public let text: [UInt8]
  /// The signatures in the order of their lines; at least one.
  public let signatures: [NoteSignature]

  /// How many bytes a note may have.
  public static let byteLimit = 1_000_000
  /// How many signatures a note may have.
  public static let signatureLimit = 100

  /// Joins a text and its signatures.
  ///
  /// - Parameters:
  ///   - text: The text's UTF-8 bytes, which end in a line feed.
  ///   - signatures: The signatures.
  /// - Throws: ``SignedNoteError``.
  public init(text: [UInt8], signatures: [NoteSignature]) throws(SignedNoteError) {
    guard !signatures.isEmpty else { throw .noSignatures }
    guard signatures.count <= Self.signatureLimit else { throw .tooManySignatures }
    guard text.last == UInt8(ascii: "\n") else { throw .noSignatures }
    let byteCount = signatures.reduce(text.count + 1) { $0 + $1.line.utf8.count }
    guard byteCount <= Self.byteLimit else { throw .tooLarge(byteCount: byteCount) }
    try Self.checkCharacters(of: text)
    self.text = text
    self.signatures = signatures
  }

  /// Reads a note.
  ///
  /// - Parameter bytes: The note's bytes.
  /// - Throws: ``SignedNoteError``.
  public init(bytes: [UInt8]) throws(SignedNoteError) {
    guard bytes.count <= Self.byteLimit else { throw .tooLarge(byteCount: bytes.count) }
    try Self.checkCharacters(of: bytes)
    guard let end = Self.endOfText(in: bytes), end + 1 < bytes.count else { throw .noSignatures }
    var lines = TextLines(bytes[(end + 1)...])
    var signatures: [NoteSignature] = []
    while !lines.isAtEnd {
      guard let line = lines.next(), let signature = NoteSignature(line: line) else {
        throw .malformedSignature(number: signatures.count + 1)
      }
      guard signatures.count < Self.signatureLimit else { throw .tooManySignatures }
      guard !signatures.contains(signature) else {
        throw .repeatedSignature(number: signatures.count + 1)
      }
      signatures.append(signature)
    }
    self.text = Array(bytes[..<end])
    self.signatures = signatures
  }

  /// The note's bytes: the text, an empty line, the signatures' lines.
  public var bytes: [UInt8] {
    signatures.reduce(text + [UInt8(ascii: "\n")]) { $0 + $1.line.utf8 }
  }

  /// The same note with more signatures; what it has already is not added again.
  ///
  /// - Parameter more: The signatures to add.
  /// - Returns: The note.
  /// - Throws: ``SignedNoteError`` when it would be too large.
  public func adding(_ more: [NoteSignature]) throws(SignedNoteError) -> SignedNote {
    var all = signatures
    for signature in more where !all.contains(signature) { all.append(signature) }
    return try SignedNote(text: text, signatures: all)
  }

  /// Where the empty line is that divides text and signatures: the last one.
  private static func endOfText(in bytes: [UInt8]) -> Int? {
    let lineFeed = UInt8(ascii: "\n")
    return bytes.indices.dropFirst().last { bytes[$0] == lineFeed && bytes[$0 - 1] == lineFeed }
  }

  private static func checkCharacters(of bytes: [UInt8]) throws(SignedNoteError) {
    guard String(validating: bytes, as: UTF8.self) != nil else { throw .notUTF8 }
    guard bytes.allSatisfy({ $0 >= 0x20 || $0 == UInt8(ascii: "\n") }) else {
      throw .controlCharacter
    }
  }
}
