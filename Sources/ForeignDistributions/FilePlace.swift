import Synchronization

/// A place in a file as people look for it.
struct FilePlace: CustomStringConvertible {
  let line: Int
  let column: Int

  init(line: Int, column: Int) {
    self.line = line
    self.column = column
  }

  init(offset: Int, in bytes: [UInt8]) {
    let before = bytes[..<min(offset, bytes.count)]
    let lineStart = before.lastIndex(of: UInt8(ascii: "\n")).map { $0 + 1 } ?? 0
    self.line = before.count { $0 == UInt8(ascii: "\n") } + 1
    self.column = before.endIndex - lineStart + 1
  }

  var description: String { "line \(line), column \(column)" }
}

/// Many places in one file: its lines are counted once, when the first place is asked for.
final class FilePlaces: Sendable {
  private let bytes: [UInt8]
  /// Where the lines begin.
  private let lineStarts = Mutex<[Int]>([])

  init(in bytes: [UInt8]) {
    self.bytes = bytes
  }

  func place(at offset: Int) -> FilePlace {
    lineStarts.withLock { starts in
      if starts.isEmpty {
        starts.append(0)
        for (place, byte) in bytes.enumerated() where byte == UInt8(ascii: "\n") {
          starts.append(place + 1)
        }
      }
      // The last line that begins at the offset or before it.
      var (first, behind) = (0, starts.count)
      while behind - first > 1 {
        let middle = (first + behind) / 2
        if starts[middle] <= offset { first = middle } else { behind = middle }
      }
      return FilePlace(line: first + 1, column: min(offset, bytes.count) - starts[first] + 1)
    }
  }
}
