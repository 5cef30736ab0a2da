import Signing

/// A signature line of a note: who signed, and what a key of that name and number makes of the text.
///
/// What the signature means depends on the key: 64 bytes of Ed25519, or a ``Cosignature``.
///
/// - Source: C2SP signed-note, "Signatures".
public struct NoteSignature: Sendable, Hashable {
  /// The key's name.
  public let name: NoteName
  /// The key's number, which with its name tells it from others.
  public let keyID: UInt32
  /// The signature itself; at least one byte.
  public let bytes: [UInt8]

  /// Takes the parts of a line.
  ///
  /// - Parameters:
  ///   - name: The key's name.
  ///   - keyID: The key's number.
  ///   - bytes: The signature itself; at least one byte.
  public init(name: NoteName, keyID: UInt32, bytes: [UInt8]) {
    precondition(!bytes.isEmpty, "a signature has bytes")
    self.name = name
    self.keyID = keyID
    self.bytes = bytes
  }

  /// Reads a line without its line feed; `nil` when it is none.
  init?(line: ArraySlice<UInt8>) {
    guard let rest = line.after("\u{2014}"), let space = rest.firstIndex(of: UInt8(ascii: " ")),
      let name = NoteName(bytes: rest[..<space]),
      let blob = Base64.bytes(of: rest[(space + 1)...]), blob.count > 4
    else { return nil }
    self.name = name
    self.keyID = blob[..<4].reduce(0) { $0 << 8 | UInt32($1) }
    self.bytes = Array(blob[4...])
  }

  /// The line, with its line feed.
  public var line: String {
    "\u{2014} \(name) \(Base64.text(of: keyID.bigEndianBytes + bytes))\n"
  }
}

extension FixedWidthInteger {
  /// The number's bytes, the highest first.
  var bigEndianBytes: [UInt8] {
    stride(from: Self.bitWidth - 8, through: 0, by: -8).map {
      UInt8(truncatingIfNeeded: self >> $0)
    }
  }
}
