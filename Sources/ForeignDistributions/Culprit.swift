public import EVMTypes

/// A claim that does not belong to the root.
public struct Culprit: Sendable, Hashable {
  /// Why it does not.
  public enum Fact: Sendable, Hashable {
    /// Its proof leads to another root, or to none.
    case proofLeads(to: Digest?)
    /// Its leaf is in the tree, but its proof does not lead to the root.
    case proofAlone
    /// It has no proof, as the others have.
    case noProof
    /// Its proof is none: a text in it is no hash.
    case proofUnreadable
  }

  /// The claim, by its place in the distribution.
  public let row: Int
  /// Where it stands, and whose it is.
  public let place: String
  /// Why it does not belong.
  public let fact: Fact
  /// The leaf that the claim makes.
  public let leaf: Digest
  /// The leaf that the tree has in its place, where the proof of a sibling shows it.
  public let committedLeaf: Digest?
  /// What the committed leaf is, where a known mistake explains it.
  public let explanation: String?
}

extension Culprit: CustomStringConvertible {
  /// The place and the fact, in one line.
  public var description: String {
    let text =
      switch fact {
      case .proofLeads(let root):
        "its proof leads to \(root?.description ?? "no root"), not to the root; its leaf is \(leaf)"
      case .proofAlone: "the claim is in the tree, but its proof does not lead to the root"
      case .noProof: "it has no proof"
      case .proofUnreadable: "its proof holds what is no hash"
      }
    let committed = committedLeaf.map { ", the tree commits to \($0) in its place" } ?? ""
    return "\(place): \(text)\(committed)\(explanation.map { ", the leaf of \($0)" } ?? "")"
  }
}
