import EVMTypes
import MerkleClaims
import TestSupport
import Testing

@Suite struct TreeVectorTests {
  @Test func allVectorsAreThere() {
    #expect(TreeVector.all.count == 98)
    #expect(Set(TreeVector.all.map(\.preset)) == Set(TreeVector.formats.keys))
  }

  @Test("A tree has the root and proofs of the vector", arguments: TreeVector.all)
  func treeAgrees(vector: TreeVector) throws {
    let format = try #require(TreeVector.formats[vector.preset])
    let columns = try vector.columns()
    let tree = try #require(DistributionTree(of: columns, in: format))
    let text = { (digest: Digest) in
      String(digest.description.prefix(2 + 2 * format.node.byteCount))
    }
    #expect(text(tree.root) == vector.root)
    for (row, expected) in [(0, vector.firstProof), (columns.count - 1, vector.lastProof)] {
      let path = try #require(tree.path(ofClaim: row))
      // The vectors of EigenLayer state the way through the tree of earners.
      let siblings = path.groupPosition == nil ? path.siblings : path.groupSiblings
      #expect(siblings.map(text) == expected)
      var streamed: [Digest] = []
      tree.forEachSibling(ofClaim: row) { streamed.append($0) }
      #expect(streamed == path.siblings + path.groupSiblings)
    }
  }

  @Test("Every claim of a vector leads to its root", arguments: TreeVector.all)
  func everyClaimLeadsToTheRoot(vector: TreeVector) throws {
    let format = try #require(TreeVector.formats[vector.preset])
    let columns = try vector.columns()
    let tree = try #require(DistributionTree(of: columns, in: format))
    for row in 0..<columns.count {
      let path = try #require(tree.path(ofClaim: row))
      let leaf = format.leaf.hash(of: columns, at: row)
      #expect(format.root(from: leaf, of: columns.accounts[row], along: path) == tree.root)
      #expect(tree.leaf(ofClaim: row) == format.node.kept(leaf))
    }
  }
}
