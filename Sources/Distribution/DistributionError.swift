public import EVMTypes

/// Why an epoch cannot be computed from consistent inputs.
public enum DistributionError: Error, Sendable, Hashable {
  /// This figure is 2²⁵⁶ or more.
  case overflow(String)
  /// The account unstakes more than it has, in the event with this reference.
  case unstakeAboveStake(Address, String)
  /// The claims make no tree, for this reason.
  case noTree(String)
  /// Ledgers and chain differ, and the policy refuses that.
  case notReconciled(String)
  /// The two sides of this identity differ: a fault of the program.
  case identityBroken(String)
}

extension DistributionError: CustomStringConvertible {
  /// The fact, in one line.
  public var description: String {
    switch self {
    case .overflow(let figure): "\(figure) does not fit in 256 bits"
    case .unstakeAboveStake(let account, let reference):
      "\(account) unstakes more than its stake in \(reference)"
    case .noTree(let fact): fact
    case .notReconciled(let fact):
      "ledgers and chain differ, which `reconciliation: refuse` does not let pass: \(fact)"
    case .identityBroken(let name): "the two sides of the identity \(name) differ"
    }
  }
}
