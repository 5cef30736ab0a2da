/// Why bytes are not a signed note, or its signatures do not hold.
public enum SignedNoteError: Error, Sendable, Hashable {
  /// There are more bytes than a note may have.
  case tooLarge(byteCount: Int)
  /// The bytes are not UTF-8.
  case notUTF8
  /// There is a control character other than the line feed.
  case controlCharacter
  /// No line feed, empty line and signature follow a text.
  case noSignatures
  /// There are more signatures than a note may have.
  case tooManySignatures
  /// A signature's line has another form; the first line has number 1.
  case malformedSignature(number: Int)
  /// A signature stands there a second time; the first line has number 1.
  case repeatedSignature(number: Int)
  /// A signature in the name of a known key was not made by it for this text.
  case wrongSignature(NoteName)
  /// No known key has signed.
  case noKnownKey
}

extension SignedNoteError: CustomStringConvertible {
  /// The fact, in one line.
  public var description: String {
    switch self {
    case .tooLarge(let byteCount):
      "the note has \(byteCount) bytes; at most \(SignedNote.byteLimit) are taken"
    case .notUTF8: "the note is not UTF-8"
    case .controlCharacter: "the note holds a control character"
    case .noSignatures: "the note is not a text, an empty line and signatures"
    case .tooManySignatures: "the note has more than \(SignedNote.signatureLimit) signatures"
    case .malformedSignature(let number): "signature line \(number) of the note is malformed"
    case .repeatedSignature(let number): "signature line \(number) of the note stands there already"
    case .wrongSignature(let name): "the signature of \(name) does not hold for this text"
    case .noKnownKey: "no signature is of a key that was named"
    }
  }
}
