import FileStore
import StrictJSON
import TestSupport

/// A file's bytes with one thing changed.
struct FileMutation: Sendable {
  /// What kind of change it is, such as `field`.
  let kind: String
  /// Where in the file; empty for the whole of it.
  let place: String
  /// The bytes afterwards; `nil` where the file is removed.
  let bytes: [UInt8]?

  /// Every single change of a file: of each field, element, line and byte, as the file has them.
  ///
  /// - Parameters:
  ///   - bytes: The file.
  ///   - path: Its path; the ending says what it is.
  /// - Returns: The changes, all of which give other bytes.
  static func all(of bytes: [UInt8], at path: RelativePath) -> [FileMutation] {
    var mutations = whole(bytes)
    let name = path.description
    if name.hasSuffix(".json"), let value = try? JSONValue(parsing: bytes) {
      let isCanonical = value.canonicalBytes == bytes
      mutations += value.variations.map { variation in
        let other = variation.value
        return FileMutation(
          kind: variation.kind,
          place: variation.place,
          bytes: isCanonical ? other.canonicalBytes : other.compactBytes
        )
      }
    }
    if name.hasSuffix(".csv") { mutations += fields(bytes) }
    mutations += lines(bytes)
    if bytes.count <= smallFile { mutations += eachByte(bytes) }
    return mutations.filter { $0.bytes != bytes }
  }

  /// How many bytes a file has of which each byte is changed.
  private static let smallFile = 4_000

  private static func whole(_ bytes: [UInt8]) -> [FileMutation] {
    let middle = bytes.count / 2
    var mutations = [
      FileMutation(kind: "removed", place: "", bytes: nil),
      FileMutation(kind: "empty", place: "", bytes: []),
      FileMutation(kind: "cut in half", place: "", bytes: Array(bytes.prefix(middle))),
      FileMutation(kind: "last byte cut", place: "", bytes: bytes.dropLast()),
      FileMutation(kind: "line feed added", place: "", bytes: bytes + [0x0A]),
      FileMutation(kind: "twice", place: "", bytes: bytes + bytes),
    ]
    for place in [0, middle, bytes.count - 1] where bytes.indices.contains(place) {
      mutations.append(flipped(bytes, place, 0x01))
    }
    return mutations
  }

  private static func eachByte(_ bytes: [UInt8]) -> [FileMutation] {
    bytes.indices.map { flipped(bytes, $0, UInt8(1 << ($0 % 8))) }
  }

  private static func flipped(_ bytes: [UInt8], _ place: Int, _ bits: UInt8) -> FileMutation {
    var changed = bytes
    changed[place] ^= bits
    return FileMutation(kind: "byte", place: "byte \(place)", bytes: changed)
  }

  private static func lines(_ bytes: [UInt8]) -> [FileMutation] {
    let lines = bytes.split(separator: 0x0A, omittingEmptySubsequences: false).map(Array.init)
    // A line feed at the end leaves an empty last part.
    return lines.indices.dropLast().flatMap { index in
      var (without, twice, swapped) = (lines, lines, lines)
      without.remove(at: index)
      twice.insert(lines[index], at: index)
      swapped.swapAt(index, index + 1 < lines.count - 1 ? index + 1 : 0)
      return [("line removed", without), ("line twice", twice), ("lines swapped", swapped)].map {
        FileMutation(
          kind: $0,
          place: "line \(index + 1)",
          bytes: Array($1.joined(separator: [0x0A]))
        )
      }
    }
  }

  private static func fields(_ bytes: [UInt8]) -> [FileMutation] {
    let lines = String(decoding: bytes, as: UTF8.self).split(
      separator: "\n",
      omittingEmptySubsequences: false
    )
    return lines.indices.dropLast().flatMap { line in
      let fields = lines[line].split(separator: ",", omittingEmptySubsequences: false)
        .map(String.init)
      return fields.indices.map { column in
        var (others, changed) = (lines.map(String.init), fields)
        changed[column] = changed[column].otherText
        others[line] = changed.joined(separator: ",")
        return FileMutation(
          kind: "field",
          place: "line \(line + 1), field \(column + 1)",
          bytes: Array(others.joined(separator: "\n").utf8)
        )
      }
    }
  }
}

extension [FileMutation] {
  /// Some changes, of as many kinds as there are.
  ///
  /// - Parameters:
  ///   - limit: How many at most; `nil` for all.
  ///   - seed: What the choice depends on.
  /// - Returns: The changes.
  func sampled(_ limit: Int?, seed: Int) -> [FileMutation] {
    guard let limit, count > limit else { return self }
    var generator = SeededGenerator(seed: seed)
    let shuffled = shuffled(using: &generator)
    var kinds: Set<String> = []
    var (first, rest): ([FileMutation], [FileMutation]) = ([], [])
    for mutation in shuffled {
      if kinds.insert(mutation.kind).inserted {
        first.append(mutation)
      } else {
        rest.append(mutation)
      }
    }
    return Array((first + rest).prefix(limit))
  }
}

extension String {
  /// A text of the same kind: the last digit or letter is the next one.
  var otherText: String {
    guard let last = utf8.last else { return "1" }
    let other: UInt8 =
      switch last {
      case UInt8(ascii: "9"): UInt8(ascii: "8")
      case UInt8(ascii: "0")..<UInt8(ascii: "9"), UInt8(ascii: "a")..<UInt8(ascii: "f"),
        UInt8(ascii: "A")..<UInt8(ascii: "F"):
        last + 1
      // The last letter of a time such as 2026-01-01T00:00:00Z says nothing of it.
      default: UInt8(ascii: "e")
      }
    if hasSuffix("Z"), utf8.count == 20 { return dropLast(2) + "1Z" }
    let text = dropLast() + String(UnicodeScalar(other))
    return text == self ? self + "e" : String(text)
  }
}
