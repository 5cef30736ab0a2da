import FuzzChecks
import ForeignDistributions
import MerkleClaims

/// Dumps of OpenZeppelin's library.
@main enum FuzzOpenZeppelinDump: FuzzTarget {
  static func check(_ bytes: [UInt8]) {
    do {
      let dump = try OpenZeppelinDump(parsing: bytes)
      precondition(dump.problems.count <= 50, "problems are limited")
      for column in dump.columns.amounts.indices { _ = dump.columns.total(ofColumn: column) }
      if dump.preset?.isCumulative == true, dump.problems.isEmpty {
        var series = CumulativeSeries()
        precondition(
          series.append(dump.columns).isEmpty,
          "the first publication of a series decreases nothing"
        )
      }
    } catch {
      _ = error.description
    }
  }
}
