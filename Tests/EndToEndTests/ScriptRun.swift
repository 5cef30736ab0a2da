import Foundation
import RevshareCommandLine
import Testing

/// One run of a program in a folder of its own.
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

  /// Runs OpenSSL's program.
  init(openssl arguments: [String], in directory: URL) throws {
    let process = Process()
    let (output, errorOutput) = (Pipe(), Pipe())
    process.executableURL = URL(filePath: "/usr/bin/openssl")
    process.arguments = arguments
    process.currentDirectoryURL = directory
    process.standardOutput = output
    process.standardError = errorOutput
    try process.run()
    // What a signature's program says fits into a pipe.
    process.waitUntilExit()
    self.status = process.terminationStatus
    self.output = String(
      decoding: try output.fileHandleForReading.readToEnd() ?? Data(),
      as: UTF8.self
    )
    self.errorOutput = String(
      decoding: try errorOutput.fileHandleForReading.readToEnd() ?? Data(),
      as: UTF8.self
    )
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
      case .use, .status: continue
      case .run(let arguments):
        last = check(ProgramRun(arguments, in: folder), at: index)
      case .openssl(let arguments):
        last = check(try ProgramRun(openssl: arguments, in: folder), at: index)
      case .copy(let from, let to):
        let target = folder.appending(path: to)
        if FileManager.default.fileExists(atPath: target.path()) {
          try FileManager.default.removeItem(at: target)
        }
        try FileManager.default.copyItem(at: folder.appending(path: from), to: target)
      case .append(let from, let to):
        let bytes = try content(to, in: folder) + content(from, in: folder)
        try bytes.write(to: folder.appending(path: to))
      case .remove(let path):
        try FileManager.default.removeItem(at: folder.appending(path: path))
      case .output(let pattern):
        let text = last?.output ?? ""
        #expect(try text.contains(Regex(pattern)), "line \(number): stdout is \(text)")
      case .errorOutput(let pattern):
        let text = last?.errorOutput ?? ""
        #expect(try text.contains(Regex(pattern)), "line \(number): stderr is \(text)")
      case .absent(let path):
        let isThere = FileManager.default.fileExists(atPath: folder.appending(path: path).path())
        #expect(!isThere, "line \(number): \(path) is there")
      case .content(let path, let pattern):
        let text = String(decoding: try content(path, in: folder), as: UTF8.self)
        #expect(try text.contains(Regex(pattern)), "line \(number): \(path) holds \(text)")
      case .same(let first, let second):
        let isSame = try content(first, in: folder) == content(second, in: folder)
        #expect(isSame, "line \(number): \(first) and \(second) differ")
      }
    }
  }

  /// Records an issue where a run has another status than the next line says, or than 0.
  private func check(_ run: ProgramRun, at index: Int) -> ProgramRun {
    var expected: Int32 = 0
    for case (_, .status(let status)) in lines[(index + 1)...].prefix(1) { expected = status }
    #expect(
      run.status == expected,
      "line \(lines[index].number): \(run.errorOutput)\(run.output)"
    )
    return run
  }

  private func content(_ path: String, in folder: URL) throws -> Data {
    try Data(contentsOf: folder.appending(path: path))
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
