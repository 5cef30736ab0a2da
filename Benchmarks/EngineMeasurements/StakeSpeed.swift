import Books
import Distribution
import EVMTypes
import FileStore
import Glibc
import LocalFileStore

/// Seconds from a staking ledger to weights and shares.
enum StakeSpeed {
  /// Growth to three times within a year; withdrawals take the oldest lot.
  static let growing = Weighting(
    multiplier: .linear(
      cap: Factor(partsPerMillion: 3_000_000) ?? .one,
      seconds: 31_536_000
    ),
    withdrawals: .oldest
  )
  private static let weightings = [("plain", Weighting.plain), ("linear", growing)]

  /// Prints seconds of each step, and the peak of memory after all of them.
  static func print(folder: String) {
    var fields: [(String, Double)] = []
    var watch = Stopwatch()
    let books = books(folder)
    fields += [
      ("readCPU", watch.cpu), ("readWall", watch.wall), ("events", Double(books.events.count)),
    ]
    var weights: [AccountWeight] = []
    for (name, weighting) in weightings {
      watch = Stopwatch()
      let found = stakeTime(of: books, weighting)
      fields += [("\(name)CPU", watch.cpu), ("\(name)Wall", watch.wall)]
      weights = found.weights
      Kept.keep(found.closing.bigEndianWords.3)
    }
    watch = Stopwatch()
    sumShares(weights)
    fields += [("sharesCPU", watch.cpu), ("holders", Double(weights.count))]
    var usage = rusage()
    unsafe getrusage(Int32(RUSAGE_SELF.rawValue), &usage)
    fields.append(("peak", Double(usage.ru_maxrss) / 1_024))
    Swift.print("{" + fields.map { "\"\($0)\":\($1)" }.joined(separator: ",") + "}")
  }

  static func books(_ folder: String) -> Books {
    do {
      return try Books(from: LocalFileStore(root: folder))
    } catch {
      fatalError("the sample books can be read: \(error)")
    }
  }

  /// The weights in one epoch of two years.
  static func stakeTime(of books: Books, _ weighting: Weighting = .plain) -> StakeTime {
    do {
      return try StakeTime(
        openingLots: [],
        events: books.events,
        epoch: books.settings.epochs[0].epoch,
        weighting: weighting
      )
    } catch {
      fatalError("the sample stakes can be weighed: \(error)")
    }
  }

  /// Adds up the shares in an allocation of about 2⁵⁰.
  static func sumShares(_ weights: [AccountWeight]) {
    var total = UInt256.zero
    for weight in weights { total = total.addingReportingOverflow(weight.weight).partialValue }
    let shares = Apportionment(of: 1_125_899_906_842_597, totalWeight: total)
    var sum: UInt64 = 0
    for weight in weights { sum &+= shares.share(of: weight.weight)?.bigEndianWords.3 ?? 0 }
    Kept.keep(sum)
  }
}
