import EVMTypes
import MerkleClaims
import TestSupport

/// A claim's way to the root with the nodes on it, so that a changed hash is folded from its place only.
struct PathWalk {
  let format: TreeFormat
  let account: Address
  let leaf: Digest
  let path: ClaimPath
  /// The nodes on the way through the claim's own tree, from the leaf up.
  private let nodes: [Digest]

  init(format: TreeFormat, account: Address, leaf: Digest, path: ClaimPath) {
    self.format = format
    self.account = account
    self.leaf = leaf
    self.path = path
    var nodes = [leaf]
    for (level, sibling) in path.siblings.enumerated() {
      let isRight = path.position >> level & 1
      let next = format.node.root(from: nodes[level], along: [sibling], at: isRight)
      // A single step at position 1 has no end on the left, so that its parent is made here.
      nodes.append(next ?? format.node.parent(of: format.node.kept(sibling), and: nodes[level]))
    }
    self.nodes = nodes
  }

  var siblingCount: Int { path.siblings.count + path.groupSiblings.count }

  /// The root, by the whole way.
  var root: Digest? { format.root(from: leaf, of: account, along: path) }

  func root(along siblings: [Digest], _ groupSiblings: [Digest]) -> Digest? {
    let changed = ClaimPath(
      position: path.position,
      siblings: siblings,
      groupPosition: path.groupPosition,
      groupSiblings: groupSiblings
    )
    return format.root(from: leaf, of: account, along: changed)
  }

  /// The root after a bit is flipped of the leaf (hash 0) or of a sibling.
  func root(flipping bit: Int, ofHash hash: Int) -> Digest? {
    var siblings = path.siblings
    var groupSiblings = path.groupSiblings
    var start = 0
    var node = leaf
    if hash == 0 {
      node = leaf.flipping(bit)
    } else if hash <= siblings.count {
      start = hash - 1
      siblings[start] = siblings[start].flipping(bit)
      node = nodes[start]
    } else {
      groupSiblings[hash - 1 - siblings.count] = groupSiblings[hash - 1 - siblings.count].flipping(
        bit
      )
      start = siblings.count
      node = nodes[start]
    }
    let rest = ClaimPath(
      position: path.position >> start,
      siblings: Array(siblings[start...]),
      groupPosition: path.groupPosition,
      groupSiblings: groupSiblings
    )
    return format.root(from: node, of: account, along: rest)
  }
}
