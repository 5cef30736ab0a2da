import FuzzChecks
import ForeignDistributions
import MerkleClaims

/// Campaign files: a dump as a text within JSON.
@main enum FuzzSablierFile: FuzzTarget {
  static func check(_ bytes: [UInt8]) {
    do {
      let file = try SablierFile(parsing: bytes)
      for column in file.dump.columns.amounts.indices {
        _ = file.dump.columns.total(ofColumn: column)
      }
    } catch {
      _ = error.description
    }
  }
}
