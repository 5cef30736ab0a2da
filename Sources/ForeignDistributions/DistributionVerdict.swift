public import EVMTypes
public import MerkleClaims

/// What a published distribution turns out to be: its format, and the claims that do not belong.
public struct DistributionVerdict: Sendable, Hashable {
  /// A claim that does not fit the root.
  public struct Culprit: Sendable, Hashable {
    /// Where in the file it stands.
    public let place: String
    /// Why it does not fit.
    public let reason: String
  }

  /// The format that reproduces the root, or under which most proofs lead to it.
  public let format: TreeFormat?
  /// The root to reproduce: the file's, or one that the user stated.
  public let root: Digest?
  /// Whether a tree over the claims has that root.
  public let isReproduced: Bool
  /// How many proofs were checked.
  public let proofCount: Int
  /// The claims that do not fit.
  public let culprits: [Culprit]
  /// The sum of all claims, in base units; `nil` when it does not fit, or claims are not all in one asset.
  public let total: UInt256?

  /// Tries the formats that the claims have the fields for.
  ///
  /// - Parameters:
  ///   - file: The distribution.
  ///   - root: The root to expect instead of the file's own.
  ///   - formats: The formats to try.
  public init(of file: ForeignFile, root: Digest? = nil, formats: [TreeFormat] = TreeFormat.presets)
  {
    let root = root ?? file.statedRoot
    var best: (format: TreeFormat, culprits: [Culprit])?
    var reproduced: TreeFormat?
    for format in formats.flatMap(Self.orders) where reproduced == nil {
      guard let tree = Self.tree(of: file, format), let root else { continue }
      if tree.root == root {
        reproduced = format
      } else if let culprits = Self.culprits(in: file, format, root: root),
        culprits.count < file.claims.count, culprits.count < best?.culprits.count ?? .max
      {
        best = (format, culprits)
      }
    }
    self.format = reproduced ?? best?.format
    self.root = root
    self.isReproduced = reproduced != nil
    self.proofCount = file.claims.count { $0.proof != nil }
    self.culprits =
      if let reproduced, let root { Self.culprits(in: file, reproduced, root: root) ?? [] } else {
        best?.culprits ?? []
      }
    let tokens = Set(file.claims.map(\.record.token))
    var total: UInt256? = tokens.count > 1 ? nil : .zero
    for claim in file.claims {
      total = claim.record.amounts.count == 1 ? try? total?.adding(claim.record.amounts[0]) : nil
    }
    self.total = total
  }

  /// The format, and the same with the other orders of leaves that publishers use.
  private static func orders(_ format: TreeFormat) -> [TreeFormat] {
    let orders = [format.order] + [.byHash, .given].filter { $0 != format.order }
    return orders.map(format.ordered)
  }

  private static func tree(of file: ForeignFile, _ format: TreeFormat) -> FormatTree? {
    var leaves: [Digest] = []
    for claim in file.claims {
      guard let leaf = format.leaf.hash(of: claim.record) else { return nil }
      // Rows of nothing are left out of Rocket Pool's trees.
      if format.node.shape == .zeroPadded, claim.record.amounts.allSatisfy(\.isZero) { continue }
      leaves.append(leaf)
    }
    return FormatTree(leaves: leaves, order: format.order, node: format.node)
  }

  /// The claims whose proof does not lead to the root; `nil` when no claim has a proof that could.
  private static func culprits(
    in file: ForeignFile,
    _ format: TreeFormat,
    root: Digest
  ) -> [Culprit]? {
    guard format.node.isSorted, file.claims.contains(where: { $0.proof != nil }) else { return nil }
    var culprits: [Culprit] = []
    for claim in file.claims {
      guard let proof = claim.proof, let leaf = format.leaf.hash(of: claim.record) else { continue }
      let found = FormatTree.root(from: leaf, along: proof, format.node)
      guard found != root else { continue }
      culprits.append(
        Culprit(place: claim.place, reason: "its proof leads to \(found), not to the root")
      )
    }
    return culprits
  }
}
