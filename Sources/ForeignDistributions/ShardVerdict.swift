public import EVMTypes
import MerkleClaims

/// What a file that holds one shard of a distribution turns out to be.
///
/// - Source: ENS governance, `merkle.js`: the shard's tree is made from its entries; its root goes up to the
///   distribution's by the proof that the file carries.
public struct ShardVerdict: Sendable {
  /// The root that the shard's entries and its proof lead to; `nil` where the proof cannot be read.
  public let root: Digest?
  /// How many entries the shard has.
  public let claimCount: Int
  /// The sum of the entries, in base units; `nil` for 2²⁵⁶ and more.
  public let total: UInt256?

  /// Reads a shard; gives `nil` for a distribution that is whole.
  ///
  /// - Parameter distribution: The distribution.
  public init?(of distribution: ForeignDistribution) {
    guard let offset = distribution.shardProofOffset, distribution.statedRoot == nil else {
      return nil
    }
    let format = TreeFormat.sharded
    var siblings: [Digest] = []
    let columns = distribution.columns
    let tree = MerkleTree(leaves: format.leaf.hashes(of: columns), .ascending, node: format.node)
    self.root =
      ProofText.read(at: offset, in: distribution.bytes, into: &siblings)
      ? tree.flatMap { format.node.root(from: $0.root, along: siblings, at: 0) } : nil
    self.claimCount = columns.count
    self.total = columns.total(ofColumn: 0)
  }
}
