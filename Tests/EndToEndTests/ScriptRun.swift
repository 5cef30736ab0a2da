import Foundation
import RevshareCommandLine
import Testing

/// One run of the program in a folder of its own.
struct ProgramRun {
  let status: Int32
  let output: String
  let errorOutput: String

  /// Runs the whole command line in this process.
  init(_ arguments: [String], in directory: URL) {
    let lines = RecordedLines()
    let context = CommandContext(
      directory: directory.path(),
      output: { lines.append($0, isError: false) },
      errorOutput: { lines.append($0, isError: true) }
    )
    self.status = RevshareTool.run(arguments, in: context)
    self.output = lines.text(isError: false)
    self.errorOutput = lines.text(isError: true)
  }
}

private final class RecordedLines: @unchecked Sendable {
  private let lock = NSLock()
  private var lines: [(text: String, isError: Bool)] = []

  func append(_ text: String, isError: Bool) {
    lock.withLock { lines.append((text, isError)) }
  }

  func text(isError: Bool) -> String {
    lock.withLock { lines.filter { $0.isError == isError }.map { $0.text + "\n" }.joined() }
  }
}

/// A folder for one test, removed afterwards.
func withTemporaryFolder<Value>(_ body: (URL) throws -> Value) throws -> Value {
  let folder = FileManager.default.temporaryDirectory
    .appending(path: "revshare-\(UUID().uuidString)", directoryHint: .isDirectory)
  try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
  defer { try? FileManager.default.removeItem(at: folder) }
  return try body(folder)
}

extension Script {
  /// Runs the script and records an issue for each expectation that is not met.
  func run(books: URL, in folder: URL) throws {
    for case (_, .use(let name)) in lines { try copy(books.appending(path: name), to: folder) }
    for file in files {
      let url = folder.appending(path: file.path)
      try FileManager.default.createDirectory(
        at: url.deletingLastPathComponent(),
        withIntermediateDirectories: true
      )
      try file.content.write(to: url)
    }
    var last: ProgramRun?
    for (index, (number, line)) in lines.enumerated() {
      switch line {
      case .use: continue
      case .run(let arguments):
        let run = ProgramRun(arguments, in: folder)
        last = run
        var expected: Int32 = 0
        for case (_, .status(let status)) in lines[(index + 1)...].prefix(1) { expected = status }
        #expect(run.status == expected, "line \(number): \(run.errorOutput)\(run.output)")
      case .status: continue
      case .output(let pattern):
        let text = last?.output ?? ""
        #expect(try text.contains(Regex(pattern)), "line \(number): stdout is \(text)")
      case .errorOutput(let pattern):
        let text = last?.errorOutput ?? ""
        #expect(try text.contains(Regex(pattern)), "line \(number): stderr is \(text)")
      case .absent(let path):
        let isThere = FileManager.default.fileExists(atPath: folder.appending(path: path).path())
        #expect(!isThere, "line \(number): \(path) is there")
      }
    }
  }

  private func copy(_ source: URL, to folder: URL) throws {
    for path in try FileManager.default.subpathsOfDirectory(atPath: source.path()) {
      let from = source.appending(path: path)
      let to = folder.appending(path: path)
      if (try? from.resourceValues(forKeys: [.isDirectoryKey]).isDirectory) == true {
        try FileManager.default.createDirectory(at: to, withIntermediateDirectories: true)
      } else {
        try FileManager.default.createDirectory(
          at: to.deletingLastPathComponent(),
          withIntermediateDirectories: true
        )
        try Data(contentsOf: from).write(to: to)
      }
    }
  }
}
