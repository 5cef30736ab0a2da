public import FileStore

/// Why templates cannot be used: everything that is wrong with them.
public struct PageTemplateError: Error, Sendable, Hashable {
  /// Something in a template that its author has to mend.
  public struct Problem: Sendable, Hashable {
    /// The file in the folder of templates.
    public let path: RelativePath
    /// The line, from 1; `nil` where the whole file is meant.
    public let line: Int?
    /// The fact, and what to do.
    public let fact: String
  }

  /// How many problems are shown.
  public static let limit = 50

  /// The problems, by file and line.
  public let problems: [Problem]

  /// Takes problems.
  ///
  /// - Parameter problems: The problems, at least one, in any order.
  init(_ problems: [Problem]) {
    self.problems = problems.sorted { left, right in
      left.path == right.path
        ? (left.line ?? 0, left.fact) < (right.line ?? 0, right.fact) : left.path < right.path
    }
  }

  /// One line a problem, at most ``limit``, and how many more there are.
  ///
  /// - Parameter folder: Stands before each path, as `templates/`; may be empty.
  /// - Returns: The lines.
  public func lines(in folder: String) -> [String] {
    let rest = problems.count - Self.limit
    return problems.prefix(Self.limit).map { folder + $0.description }
      + (rest > 0 ? ["\(rest) more problem\(rest == 1 ? "" : "s")"] : [])
  }
}

extension PageTemplateError: CustomStringConvertible {
  /// The problems, one a line.
  public var description: String { lines(in: "").joined(separator: "\n") }
}

extension PageTemplateError.Problem: CustomStringConvertible {
  /// The place and the fact, in one line.
  public var description: String { "\(path):\(line.map { "\($0):" } ?? "") \(fact)" }
}
