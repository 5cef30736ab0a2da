import FileStore
import Foundation
import Testing

/// How many changes of a site were tried, and which of them the audit did not name.
struct MutationCount: Sendable {
  /// How many there were to choose from, with the few that change nothing.
  var possible = 0
  /// How many were tried.
  var tried = 0
  /// What was not found as it should have been.
  var missed: [String] = []

  /// Whether all changes are tried: where `ALL_MUTATIONS` is set.
  static let isExhaustive = beginning != nil

  /// How the paths begin of which all changes are tried, such as `log/`; 1 for all files, which takes hours.
  private static let beginning = ProcessInfo.processInfo.environment["ALL_MUTATIONS"]

  /// Counts one that was tried.
  mutating func add(isFound: Bool, _ description: @autoclosure () -> String) {
    tried += 1
    if !isFound { missed.append(description()) }
  }

  /// Works on the paths side by side, prints the counts and requires that nothing was missed.
  static func require(
    _ title: String,
    over all: [RelativePath],
    _ count: @escaping @Sendable (RelativePath) throws -> MutationCount
  ) async throws {
    let paths = all.filter { path in
      beginning.map { $0 == "1" || path.description.hasPrefix($0) } ?? true
    }
    let total = try await withThrowingTaskGroup(of: MutationCount.self) { group in
      for path in paths {
        group.addTask {
          let part = try count(path)
          if isExhaustive { part.report(title, path) }
          return part
        }
      }
      var total = MutationCount()
      for try await part in group {
        total.possible += part.possible
        total.tried += part.tried
        total.missed += part.missed
      }
      return total
    }
    let choice =
      isExhaustive || total.tried == total.possible
      ? "all" : "by a seeded choice of \(total.possible); ALL_MUTATIONS=1 tries all"
    print(
      "\(title): \(total.tried - total.missed.count) of \(total.tried) mutations caught (\(choice)), "
        + "\(paths.count) files"
    )
    #expect(total.tried >= paths.count)
    #expect(total.missed.isEmpty, "\(total.missed.sorted().prefix(40).joined(separator: "\n"))")
  }

  /// Says how far a run of hours came, and what it missed: one that is ended has shown that much.
  private func report(_ title: String, _ path: RelativePath) {
    let line = "\(title): \(path): \(tried - missed.count) of \(tried)"
    print(([line] + missed).joined(separator: "\n"))
    fflush(nil)
  }
}
