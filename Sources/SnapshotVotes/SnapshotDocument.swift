import StrictJSON

/// A file of an export, and the problems found in it.
final class SnapshotDocument {
  let file: SnapshotFile
  /// What is wrong with a text that is to be published; `nil` when nothing is.
  let textProblem: (String) -> String?
  private(set) var problems: [SnapshotProblem] = []
  /// The bytes at which lines begin.
  private let lineStarts: [Int]

  init(_ bytes: [UInt8], file: SnapshotFile, textProblem: @escaping (String) -> String?) {
    self.file = file
    self.textProblem = textProblem
    self.lineStarts = [0] + bytes.indices.filter { bytes[$0] == UInt8(ascii: "\n") }.map { $0 + 1 }
  }

  func add(_ fact: String, at position: Int, place: String) {
    add(SnapshotProblem(file: file, line: line(of: position), place: place, fact: fact))
  }

  func add(_ problem: SnapshotProblem) {
    problems.append(problem)
  }

  /// The line that a byte stands in, from 1.
  func line(of position: Int) -> Int {
    var first = 0
    var end = lineStarts.count
    while end - first > 1 {
      let middle = (first + end) / 2
      if lineStarts[middle] <= position { first = middle } else { end = middle }
    }
    return first + 1
  }

  /// The file's outermost value; logs why there is none.
  func root(of bytes: [UInt8]) -> SnapshotCursor? {
    do {
      return SnapshotCursor(try LocatedJSON(parsing: bytes), place: "", document: self)
    } catch {
      // A key of the file may hold anything; the line says where it stands.
      var fact = error.description
      if case .duplicateKey(let key) = error.fact, textProblem(key) != nil {
        fact = "line \(error.line), column \(error.column): a key occurs twice"
      }
      add(
        SnapshotProblem(
          file: file,
          line: error.line,
          place: "",
          fact: "not JSON: \(fact); export the file again"
        )
      )
      return nil
    }
  }
}
