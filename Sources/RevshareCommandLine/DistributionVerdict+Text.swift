import EVMTypes
import ForeignDistributions
import MerkleClaims

extension DistributionVerdict {
  /// What a distribution is, in one line.
  func summary(claimCount: Int) -> String {
    let name = format?.name ?? "no known format"
    let proofs = proofCount > 0 ? ", \(proofCount) proofs lead to the root" : ""
    let sum = total.map { ", in all \($0) base units" } ?? ""
    return "\(claimCount) claims in the format \(name)\(proofs)\(sum)"
  }

  /// What does not fit.
  func problems(statedTotal: UInt256?) -> [String] {
    guard let root else { return ["the file states no root; state one with --root"] }
    var problems = culprits.map { "\($0.place): \($0.reason)" }
    if !isReproduced {
      problems.insert(
        format.map {
          "the claims do not give the root \(root); by most proofs the format is \($0.name)"
        }
          ?? "no known format gives the root \(root)",
        at: 0
      )
    }
    if let statedTotal, let total, statedTotal != total {
      problems.append("the stated total is \(statedTotal), but the claims add up to \(total)")
    }
    return problems
  }
}
