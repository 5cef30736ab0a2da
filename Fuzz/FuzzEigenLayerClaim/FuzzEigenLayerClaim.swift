import FuzzChecks
import ForeignDistributions

/// One earner's claim with its proofs.
@main enum FuzzEigenLayerClaim: FuzzTarget {
  static func check(_ bytes: [UInt8]) {
    do {
      let claim = try EigenLayerClaim(parsing: bytes)
      precondition(EigenLayerClaim.isClaim(bytes), "what is read as a claim is one")
      precondition(claim.problems.count <= claim.amounts.count, "a token has one problem at most")
    } catch {
      _ = error.description
    }
  }
}
