import Dispatch
import Keccak
import Parallelism
import Synchronization

/// Permutations a second: the limit of whatever hashes.
enum KernelSpeed {
  private static let rounds = 5
  private static let count = 2_000_000

  /// Prints each kernel's permutations a second, on one core and on all at the same time.
  static func print() {
    let kernels = KeccakBatch.Kernel.allCases.compactMap { KeccakBatch($0) }
    let rows = kernels.map { kernel in
      let single = (0..<rounds).map { _ in rate(of: kernel, threadCount: 1) }.median
      let all = (0..<rounds).map { _ in rate(of: kernel, threadCount: ParallelRanges.threadCount) }
        .median
      return "{\"kernel\":\"\(kernel.kernel.rawValue)\",\"oneCore\":\(single),\"allCores\":\(all)}"
    }
    Swift.print(
      "{\"threads\":\(ParallelRanges.threadCount),\"kernels\":[\(rows.joined(separator: ","))]}"
    )
  }

  private static func rate(of kernel: KeccakBatch, threadCount: Int) -> Double {
    Double(threadCount * count)
      / seconds(of: kernel, count * threadCount, threadCount: threadCount).wall
  }

  /// Seconds of permutations and nothing else, as many on each thread.
  static func seconds(
    of kernel: KeccakBatch,
    _ count: Int,
    threadCount: Int = ParallelRanges.threadCount
  ) -> (wall: Double, cpu: Double) {
    let sum = Atomic<UInt64>(0)
    let watch = Stopwatch()
    DispatchQueue.concurrentPerform(iterations: threadCount) { _ in
      sum.wrappingAdd(kernel.permutations(count / threadCount), ordering: .relaxed)
    }
    let times = (watch.wall, watch.cpu)
    Kept.keep(sum.load(ordering: .relaxed))
    return times
  }
}

/// Where results go, so that nothing that leads to them is left out.
enum Kept {
  private static let value = Atomic<UInt64>(0)

  static func keep(_ result: UInt64) { value.wrappingAdd(result, ordering: .relaxed) }
}
