import FuzzChecks
import ForeignDistributions
import MerkleClaims

/// Published files of any protocol: their claims, formats, proofs and culprits.
@main enum FuzzForeignFile: FuzzTarget {
  static func check(_ bytes: [UInt8]) {
    for decimals in [nil, 18] {
      do {
        let file = try ForeignFile(parsing: bytes, decimals: decimals)
        // Each is searched for its format on its own: many small ones are as much work as they are many.
        for distribution in file.distributions.prefix(16) {
          checkVerdicts(on: distribution, choice: bytes.count)
        }
      } catch {
        _ = error.description
      }
    }
  }
}
