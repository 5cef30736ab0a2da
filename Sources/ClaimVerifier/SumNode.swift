public import EVMTypes

/// A node of the sum tree: a hash, and what the holders below it have together.
public struct SumNode: Sendable, Hashable {
  /// The hash of a holder's row, or of both children with their sums.
  public let hash: Digest
  /// The sum of weights, in base units of the staked token × seconds ÷ D.
  public let weight: UInt256
  /// The sum of shares, in base units of the payout asset.
  public let share: UInt256
  /// The sum of what is paid, in base units of the payout asset.
  public let paid: UInt256

  /// Takes a node as it is published.
  ///
  /// - Parameters:
  ///   - hash: Its hash.
  ///   - weight: The sum of weights.
  ///   - share: The sum of shares.
  ///   - paid: The sum of what is paid.
  public init(hash: Digest, weight: UInt256, share: UInt256, paid: UInt256) {
    self.hash = hash
    self.weight = weight
    self.share = share
    self.paid = paid
  }

  /// The parent of two nodes.
  ///
  /// - Parameter right: The node to the right of this one.
  /// - Returns: The parent; `nil` when a sum is 2²⁵⁶ or more.
  public func parent(with right: SumNode) -> SumNode? {
    var step = SumStep()
    step.put(self, at: 0)
    step.put(right, at: 16)
    return step.join() ? step.left : nil
  }

  /// What two nodes add up to.
  ///
  /// - Parameter other: The other node.
  /// - Returns: The sums; `nil` when one is 2²⁵⁶ or more.
  public func sums(
    with other: SumNode
  ) -> (weight: UInt256, share: UInt256, paid: UInt256)? {
    let (weight, isWeightOver) = weight.addingReportingOverflow(other.weight)
    let (share, isShareOver) = share.addingReportingOverflow(other.share)
    let (paid, isPaidOver) = paid.addingReportingOverflow(other.paid)
    return isWeightOver || isShareOver || isPaidOver ? nil : (weight, share, paid)
  }
}

extension SumStep {
  /// The left node.
  var left: SumNode {
    SumNode(
      hash: Digest(bigEndianWords: number(at: 0)),
      weight: UInt256(bigEndianWords: number(at: 4)),
      share: UInt256(bigEndianWords: number(at: 8)),
      paid: UInt256(bigEndianWords: number(at: 12))
    )
  }

  mutating func put(_ node: SumNode, at place: Int) {
    put(node.hash.bigEndianWords, at: place)
    put(node.weight.bigEndianWords, at: place + 4)
    put(node.share.bigEndianWords, at: place + 8)
    put(node.paid.bigEndianWords, at: place + 12)
  }

  private func number(at place: Int) -> (UInt64, UInt64, UInt64, UInt64) {
    (words[place], words[place + 1], words[place + 2], words[place + 3])
  }

  private mutating func put(_ number: (UInt64, UInt64, UInt64, UInt64), at place: Int) {
    words[place] = number.0
    words[place + 1] = number.1
    words[place + 2] = number.2
    words[place + 3] = number.3
  }
}
