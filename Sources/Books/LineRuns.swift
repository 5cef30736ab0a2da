/// The lines of rows that stand in the order of a file, nearly all of them on consecutive lines.
struct LineRuns {
  /// The first row of each run of consecutive lines, and its line.
  private var runs: [(row: Int, line: Int)] = []
  private(set) var count = 0
  /// The line that goes on with the last run.
  private var next = -1

  mutating func append(_ line: Int) {
    append(line..<line + 1)
  }

  /// Appends rows of consecutive lines.
  mutating func append(_ lines: Range<Int>) {
    guard !lines.isEmpty else { return }
    if lines.lowerBound != next { runs.append((count, lines.lowerBound)) }
    next = lines.upperBound
    count += lines.count
  }

  /// Forgets the rows after a number of them.
  mutating func remove(after count: Int) {
    while let last = runs.last, last.row >= count { runs.removeLast() }
    self.count = count
    next = runs.last.map { $0.line + count - $0.row } ?? -1
  }

  /// A row's line.
  subscript(row: Int) -> Int {
    var (low, high) = (0, runs.count)
    while high - low > 1 {
      let middle = low + (high - low) / 2
      if runs[middle].row <= row { low = middle } else { high = middle }
    }
    return runs[low].line + row - runs[low].row
  }
}
