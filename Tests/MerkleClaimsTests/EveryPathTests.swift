import EVMTypes
import MerkleClaims
import TestSupport
import Testing

/// Trees of every size from 1 to 129 in every format.
@Suite struct EveryPathTests {
  static let formats =
    TreeFormat.presets
    + [.openZeppelin.ordered(.given), .cumulative.ordered(.given), .cumulative.ordered(.account)]

  @Test("Every claim's path leads to the root, and no other", arguments: formats.map(\.caseName))
  func everyPath(name: String) throws {
    let format = try #require(Self.formats.first { $0.caseName == name })
    for size in 1...129 { try checkPaths(size, format) }
  }

  private func checkPaths(_ size: Int, _ format: TreeFormat) throws {
    let columns = ClaimSample.columns(size, for: format)
    let tree = try #require(DistributionTree(of: columns, in: format))
    var generator = SeededGenerator(seed: size)
    for row in 0..<size {
      let path = try #require(tree.path(ofClaim: row))
      let leaf = format.leaf.hash(of: columns, at: row)
      let walk = PathWalk(format: format, account: columns.accounts[row], leaf: leaf, path: path)
      let root = walk.root
      #expect(root == tree.root, "\(size) claims, row \(row)")
      #expect(tree.leaf(ofClaim: row) == format.node.kept(leaf))
      // Every bit in small trees; in larger ones one of each hash.
      let bits: [Int]
      if size <= 9 {
        bits = Array(0..<8 * format.node.byteCount)
      } else {
        bits = [Int.random(in: 0..<8 * format.node.byteCount, using: &generator)]
      }
      for bit in bits {
        if root == tree.root.flipping(bit) {
          Issue.record("\(size) claims, row \(row), bit \(bit)")
        }
        for hash in 0...walk.siblingCount where walk.root(flipping: bit, ofHash: hash) == tree.root
        {
          Issue.record("\(size) claims, row \(row), bit \(bit) of hash \(hash)")
        }
      }
      checkOtherLengths(walk, tree.root, "\(size) claims, row \(row)")
    }
  }

  /// A proof that is a hash shorter or longer at any of its ends.
  private func checkOtherLengths(_ walk: PathWalk, _ root: Digest, _ comment: Comment) {
    let path = walk.path
    var changes: [(siblings: [Digest], groupSiblings: [Digest])] = [
      (path.siblings + [root], path.groupSiblings), (path.siblings + [.zero], path.groupSiblings),
    ]
    if !path.siblings.isEmpty {
      changes.append((path.siblings.dropLast(), path.groupSiblings))
      changes.append((Array(path.siblings.dropFirst()), path.groupSiblings))
    }
    if path.groupPosition != nil {
      changes.append((path.siblings, path.groupSiblings + [root]))
      if !path.groupSiblings.isEmpty {
        changes.append((path.siblings, path.groupSiblings.dropLast()))
      }
    }
    for (siblings, groupSiblings) in changes {
      #expect(walk.root(along: siblings, groupSiblings) != root, comment)
    }
  }
}

extension TreeFormat {
  /// The format's name and its order.
  fileprivate var caseName: String { "\(name), \(order)" }
}
