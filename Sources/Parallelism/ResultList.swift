import Synchronization

/// Results that several threads give, each with its place.
final class ResultList<Result: Sendable>: Sendable {
  private let results = Mutex<[(place: Int, result: Result)]>([])

  func append(_ result: Result, at place: Int) {
    results.withLock { $0.append((place, result)) }
  }

  var inOrder: [Result] {
    results.withLock { $0.sorted { $0.place < $1.place }.map(\.result) }
  }
}
