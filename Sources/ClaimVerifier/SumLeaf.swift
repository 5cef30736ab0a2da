public import EVMTypes

/// What the sum tree holds of a holder: a row of `holders.csv`.
public struct SumLeaf: Sendable, Hashable {
  /// The holder.
  public let account: Address
  /// Their weight, in base units of the staked token × seconds ÷ D.
  public let weight: UInt256
  /// What the formula gives them, in base units of the payout asset.
  public let share: UInt256
  /// What the epoch pays them, in the same unit.
  public let paid: UInt256

  /// Takes a holder's figures.
  ///
  /// - Parameters:
  ///   - account: The holder.
  ///   - weight: Their weight.
  ///   - share: What the formula gives them.
  ///   - paid: What the epoch pays them.
  public init(account: Address, weight: UInt256, share: UInt256, paid: UInt256) {
    self.account = account
    self.weight = weight
    self.share = share
    self.paid = paid
  }

  /// The holder's node in the tree.
  ///
  /// - Parameter index: The row's place among all holders, from 0.
  /// - Returns: The node.
  public func node(at index: UInt64) -> SumNode {
    var step = SumStep()
    let account = Digest(bigEndianWords: account.abiWords)
    step.put(SumNode(hash: account, weight: weight, share: share, paid: paid), at: 0)
    step.hashRow(at: index)
    return step.left
  }
}
