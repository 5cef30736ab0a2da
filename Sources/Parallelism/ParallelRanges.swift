import Dispatch
import Glibc
import Synchronization

/// Work on parts of a count at the same time.
///
/// The parts do not depend on the machine's cores in what they compute: each item is worked on once, by one
/// thread, and a result must not depend on which.
public enum ParallelRanges: Sendable {
  /// How many threads work at the same time: the cores that are online, at most 64.
  public static let threadCount = min(max(Int(sysconf(Int32(_SC_NPROCESSORS_ONLN))), 1), 64)

  /// Calls a function with ranges that together cover a count.
  ///
  /// - Parameters:
  ///   - count: How many items there are.
  ///   - minimum: How many items are worth a thread of their own.
  ///   - body: Works on the items of a range; called on several threads.
  public static func forEach(
    of count: Int,
    minimum: Int,
    _ body: @Sendable (Range<Int>) -> Void
  ) {
    let partCount = min(threadCount * 4, count / max(minimum, 1))
    guard threadCount > 1, partCount > 1 else {
      if count > 0 { body(0..<count) }
      return
    }
    let size = (count + partCount - 1) / partCount
    DispatchQueue.concurrentPerform(iterations: partCount) { part in
      let start = min(part * size, count)
      let end = min(start + size, count)
      if start < end { body(start..<end) }
    }
  }

  /// Calls a function with ranges that together cover a count, and gives the results in order.
  ///
  /// - Parameters:
  ///   - count: How many items there are.
  ///   - minimum: How many items are worth a thread of their own.
  ///   - body: Works on the items of a range; called on several threads.
  /// - Returns: The results, in the order of the ranges.
  public static func map<Result: Sendable>(
    of count: Int,
    minimum: Int,
    _ body: @Sendable (Range<Int>) -> Result
  ) -> [Result] {
    let results = ResultList<Result>()
    forEach(of: count, minimum: minimum) { range in
      let result = body(range)
      results.append(result, at: range.lowerBound)
    }
    return results.inOrder
  }

  /// Calls a function with ranges that together cover a count, and another one beside it, and gives the results in order.
  ///
  /// - Parameters:
  ///   - count: How many items there are.
  ///   - minimum: How many items are worth a part of their own.
  ///   - other: Called once, on any thread, at the same time; nothing goes on before it has ended.
  ///   - body: Works on the items of a range; called on several threads.
  /// - Returns: The results, in the order of the ranges.
  /// - Throws: What `other` throws.
  public static func map<Result: Sendable, E: Error>(
    of count: Int,
    minimum: Int,
    beside other: () throws(E) -> Void,
    _ body: @Sendable (Range<Int>) -> Result
  ) throws(E) -> [Result] {
    let partCount = min(threadCount * 4, max(count / max(minimum, 1), 1))
    guard threadCount > 1, count > 0 else {
      try other()
      return map(of: count, minimum: minimum, body)
    }
    let size = (count + partCount - 1) / partCount
    let results = ResultList<Result>()
    let failure = Mutex<E?>(nil)
    withoutActuallyEscaping(other) { other in
      // One thread calls it, and the others wait for it.
      nonisolated(unsafe) let other = other
      DispatchQueue.concurrentPerform(iterations: partCount + 1) { iteration in
        guard iteration > 0 else {
          do throws(E) {
            try unsafe other()
          } catch {
            failure.withLock { $0 = error }
          }
          return
        }
        let start = min((iteration - 1) * size, count)
        let end = min(start + size, count)
        if start < end { results.append(body(start..<end), at: start) }
      }
    }
    if let error = failure.withLock({ $0 }) { throw error }
    return results.inOrder
  }
}
