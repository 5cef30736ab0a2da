import FileStore
import StrictJSON
import TestSupport

/// A file's bytes with one thing changed.
struct FileMutation: Sendable {
  /// What kind of change it is, such as `field`.
  let kind: String
  /// Where in the file; empty for the whole of it.
  let place: String
  /// Makes the bytes: a file has thousands of changes, of which few are tried as a rule.
  private let make: @Sendable () -> [UInt8]?

  /// The bytes afterwards; `nil` where the file is removed.
  var bytes: [UInt8]? { make() }

  private init(kind: String, place: String = "", _ make: @escaping @Sendable () -> [UInt8]?) {
    self.kind = kind
    self.place = place
    self.make = make
  }

  /// Every single change of a file: of each field, element, line and byte, as the file has them.
  ///
  /// - Parameters:
  ///   - bytes: The file.
  ///   - path: Its path; the ending says what it is.
  /// - Returns: The changes; a few give the same bytes, such as of two equal lines in each other's place.
  static func all(of bytes: [UInt8], at path: RelativePath) -> [FileMutation] {
    var mutations = whole(bytes)
    let name = path.description
    if name.hasSuffix(".json"), let value = try? JSONValue(parsing: bytes) {
      let isCanonical = value.canonicalBytes == bytes
      mutations += value.variations.map { variation in
        let other = variation.value
        return FileMutation(kind: variation.kind, place: variation.place) {
          isCanonical ? other.canonicalBytes : other.compactBytes
        }
      }
    }
    if name.hasSuffix(".csv") { mutations += fields(bytes) }
    mutations += lines(bytes)
    if bytes.count <= smallFile { mutations += eachByte(bytes) }
    return mutations
  }

  /// How many bytes a file has of which each byte is changed.
  private static let smallFile = 4_000

  private static func whole(_ bytes: [UInt8]) -> [FileMutation] {
    let middle = bytes.count / 2
    var mutations = [
      FileMutation(kind: "removed") { nil },
      FileMutation(kind: "empty") { [] },
      FileMutation(kind: "cut in half") { Array(bytes.prefix(middle)) },
      FileMutation(kind: "last byte cut") { bytes.dropLast() },
      FileMutation(kind: "line feed added") { bytes + [0x0A] },
      FileMutation(kind: "twice") { bytes + bytes },
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
    FileMutation(kind: "byte", place: "byte \(place)") {
      var changed = bytes
      changed[place] ^= bits
      return changed
    }
  }

  private static func lines(_ bytes: [UInt8]) -> [FileMutation] {
    let lines = bytes.split(separator: 0x0A, omittingEmptySubsequences: false).map(Array.init)
    // A line feed at the end leaves an empty last part.
    return lines.indices.dropLast().flatMap { index in
      let changed = { (kind: String, change: @escaping @Sendable (inout [[UInt8]]) -> Void) in
        FileMutation(kind: kind, place: "line \(index + 1)") {
          var changed = lines
          change(&changed)
          return Array(changed.joined(separator: [0x0A]))
        }
      }
      return [
        changed("line removed") { $0.remove(at: index) },
        changed("line twice") { $0.insert(lines[index], at: index) },
        changed("lines swapped") { $0.swapAt(index, index + 1 < lines.count - 1 ? index + 1 : 0) },
      ]
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
        FileMutation(kind: "field", place: "line \(line + 1), field \(column + 1)") {
          var (others, changed) = (lines.map(String.init), fields)
          changed[column] = changed[column].otherText
          others[line] = changed.joined(separator: ",")
          return Array(others.joined(separator: "\n").utf8)
        }
      }
    }
  }
}

extension [FileMutation] {
  /// Some changes, of as many kinds as there are, which give other bytes.
  ///
  /// - Parameters:
  ///   - limit: How many at most; `nil` for all.
  ///   - bytes: The file.
  ///   - seed: What the choice depends on.
  /// - Returns: The changes.
  func sampled(_ limit: Int?, of bytes: [UInt8], seed: Int) -> some Sequence<FileMutation> {
    ordered(limit, seed: seed).lazy.filter { $0.bytes != bytes }.prefix(limit ?? count)
  }

  /// All changes: where few are chosen, one of each kind first, or else as they are.
  private func ordered(_ limit: Int?, seed: Int) -> [FileMutation] {
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
    return first + rest
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
