/// Everything that is wrong with books.
public struct BookProblems: Error, Sendable, Hashable {
  /// How many problems of one file are shown.
  public static let limitPerFile = 50

  /// The problems, by file in the order in which they were read, then by line.
  public let problems: [BookProblem]

  /// Whether a file that the books name is not there.
  public var isFileMissing: Bool { problems.contains { $0.isMissingFile } }

  /// One line a problem, at most ``limitPerFile`` for a file, and how many more there are.
  public var lines: [String] {
    var lines: [String] = []
    var rest = problems[...]
    while let first = rest.first {
      let group = rest.prefix { $0.file == first.file }
      rest = rest.dropFirst(group.count)
      lines += group.prefix(Self.limitPerFile).map(\.description)
      if group.count > Self.limitPerFile {
        lines.append("\(first.file): \(group.count - Self.limitPerFile) more problems")
      }
    }
    return lines
  }
}

/// Collects problems while books are read.
final class ProblemLog {
  private var problems: [BookProblem] = []
  private var files: [String] = []

  var isEmpty: Bool { problems.isEmpty }
  var count: Int { problems.count }

  func contains(_ problem: BookProblem) -> Bool { problems.contains(problem) }

  func add(_ problem: BookProblem) {
    if !files.contains(problem.file) { files.append(problem.file) }
    problems.append(problem)
  }

  /// Forgets the problems that came after a number of them.
  func removeProblems(after count: Int) {
    problems.removeSubrange(count...)
    files = files.filter { file in problems.contains { $0.file == file } }
  }

  /// The problems in the order to show them.
  var collected: BookProblems {
    BookProblems(
      problems: files.flatMap { file in
        problems.enumerated().filter { $0.element.file == file }
          .sorted { ($0.element.line ?? .max, $0.offset) < ($1.element.line ?? .max, $1.offset) }
          .map(\.element)
      }
    )
  }
}
