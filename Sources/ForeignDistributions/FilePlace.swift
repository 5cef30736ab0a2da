/// A place in a file as people look for it.
struct FilePlace: CustomStringConvertible {
  let line: Int
  let column: Int

  init(offset: Int, in bytes: [UInt8]) {
    let before = bytes[..<min(offset, bytes.count)]
    let lineStart = before.lastIndex(of: UInt8(ascii: "\n")).map { $0 + 1 } ?? 0
    self.line = before.count { $0 == UInt8(ascii: "\n") } + 1
    self.column = before.endIndex - lineStart + 1
  }

  var description: String { "line \(line), column \(column)" }
}
