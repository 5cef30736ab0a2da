import EVMTypes
import Signing

/// The parts of a key's text, private or public: name, number, type and bytes.
struct NoteKeyFields {
  let name: NoteName
  let keyID: UInt32
  let type: UInt8
  let key: [UInt8]

  init(name: NoteName, keyID: UInt32, type: UInt8, key: [UInt8]) {
    self.name = name
    self.keyID = keyID
    self.type = type
    self.key = key
  }

  /// Takes a text apart, of which the name alone has no `+`.
  init(_ text: ArraySlice<UInt8>) throws(NoteKeyError) {
    let parts = text.split(
      separator: UInt8(ascii: "+"),
      maxSplits: 2,
      omittingEmptySubsequences: false
    )
    guard parts.count == 3 else { throw .malformed }
    guard let name = NoteName(bytes: parts[0]) else { throw .malformedName }
    guard parts[1].count == 8, let number = Hex.bytes(of: parts[1]),
      Hex.digits(of: number).elementsEqual(parts[1]),
      let blob = Base64.bytes(of: parts[2]), let type = blob.first
    else { throw .malformed }
    self.name = name
    self.keyID = number.reduce(0) { $0 << 8 | UInt32($1) }
    self.type = type
    self.key = Array(blob.dropFirst())
  }

  var text: String {
    let number = String(decoding: Hex.digits(of: keyID.bigEndianBytes), as: UTF8.self)
    return "\(name)+\(number)+\(Base64.text(of: [type] + key))"
  }
}
