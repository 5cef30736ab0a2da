import EVMTypes
import StrictJSON

/// A proof as it stands in a file: an array of hashes, or all hashes in one text.
///
/// Proofs are by far the most of a large file. They are passed over while its claims are read, and read one
/// by one when they are checked.
enum ProofText {
  /// Reads a hash of 32 or 16 bytes; published files hold white space inside, and lack the prefix.
  static func digest(_ text: ArraySlice<UInt8>) -> Digest? {
    if text.count == 66, let digits = NumberText.prefixed(text),
      let digest = Digest(hexDigits: digits.span)
    {
      return digest
    }
    let trimmed = withoutSpace(text)
    let digits = NumberText.prefixed(trimmed[...]) ?? trimmed[...]
    switch digits.count {
    case 64: return Digest(hexDigits: digits.span)
    case 32:
      let padded = digits + [UInt8](repeating: UInt8(ascii: "0"), count: 32)
      return Digest(hexDigits: padded.span)
    default: return nil
    }
  }

  /// The characters that are no white space, escaped or not.
  private static func withoutSpace(_ text: ArraySlice<UInt8>) -> [UInt8] {
    var characters: [UInt8] = []
    for byte in text where byte > 0x20 {
      let isEscape = characters.last == UInt8(ascii: "\\")
      if isEscape, [UInt8(ascii: "n"), UInt8(ascii: "r"), UInt8(ascii: "t")].contains(byte) {
        characters.removeLast()
      } else {
        characters.append(byte)
      }
    }
    return characters
  }

  /// Reads a proof.
  ///
  /// - Parameters:
  ///   - offset: Where it begins.
  ///   - bytes: The file.
  ///   - siblings: Takes its hashes; emptied before.
  /// - Returns: Whether each is a hash.
  static func read(at offset: Int, in bytes: [UInt8], into siblings: inout [Digest]) -> Bool {
    siblings.removeAll(keepingCapacity: true)
    var reader = JSONReader(bytes, at: offset)
    do {
      if try reader.kind() == .string {
        let range = try reader.text().range
        guard let digits = NumberText.prefixed(bytes[range]), digits.count.isMultiple(of: 64) else {
          return false
        }
        for start in stride(from: digits.startIndex, to: digits.endIndex, by: 64) {
          guard let digest = Digest(hexDigits: bytes.span.extracting(start..<start + 64)) else {
            return false
          }
          siblings.append(digest)
        }
        return true
      }
      try reader.enter()
      while try reader.hasNext() {
        guard try reader.kind() == .string else { return false }
        let range = try reader.text().range
        guard let digest = digest(bytes[range]) else { return false }
        siblings.append(digest)
      }
      return true
    } catch {
      return false
    }
  }
}
