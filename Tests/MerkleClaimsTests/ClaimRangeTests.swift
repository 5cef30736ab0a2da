import ClaimVerifier
import EVMTypes
import MerkleClaims
import TestSupport
import Testing

@Suite struct ClaimRangeTests {
  static let presets: [TreePreset] = [.openZeppelin, .uniswap, .cumulative, .murky, .duplicateOdd]

  private static func tree(_ preset: TreePreset, _ count: Int) throws -> ClaimTree {
    let claims = (1...count).map {
      Claim(account: Address(repeating: UInt8($0)), amount: UInt256(UInt64(1_000 * $0)))
    }
    return try ClaimTree(of: claims, leaf: #require(ClaimLeaf(preset, token: nil)))
  }

  private static func leaves(_ tree: ClaimTree, _ places: Range<Int>) -> [Digest] {
    places.map { tree.nodes[tree.nodeIndex(ofClaim: $0)] }
  }

  @Test("Every range of a tree leads to its root, with each claim's own proof", arguments: presets)
  func everyRange(preset: TreePreset) throws {
    for count in 1...21 {
      let tree = try Self.tree(preset, count)
      for first in 0..<count {
        for end in first + 1...count {
          let range = tree.range(of: first..<end)
          let fold = try #require(
            ClaimRangeFold(Self.leaves(tree, first..<end), in: range, of: preset)
          )
          #expect(fold.root == tree.root)
          for place in first..<end {
            #expect(fold.siblings(ofLeaf: place - first) == tree.proof(ofClaim: place))
          }
        }
      }
    }
  }

  @Test("The whole tree needs nothing beside it", arguments: presets)
  func whole(preset: TreePreset) throws {
    #expect(try Self.tree(preset, 37).range(of: 0..<37).nodes.isEmpty)
  }

  @Test("A node that is missing, left over or another is not taken", arguments: presets)
  func otherNodes(preset: TreePreset) throws {
    let tree = try Self.tree(preset, 29)
    let leaves = Self.leaves(tree, 5..<9)
    let range = tree.range(of: 5..<9)
    let fold = { (nodes: [Digest]) in
      ClaimRangeFold(
        leaves,
        in: ClaimRange(first: 5, claimCount: 29, nodes: nodes),
        of: preset
      )
    }
    #expect(range.nodes.count > 1)
    #expect(fold(Array(range.nodes.dropLast())) == nil)
    #expect(fold(range.nodes + [.zero]) == nil)
    for place in range.nodes.indices {
      var nodes = range.nodes
      nodes[place] = .zero
      #expect(fold(nodes)?.root != tree.root)
    }
  }

  @Test("Places that the tree has not are refused")
  func otherPlaces() throws {
    let tree = try Self.tree(.openZeppelin, 8)
    let leaves = Self.leaves(tree, 2..<5)
    let nodes = tree.range(of: 2..<5).nodes
    for (first, count) in [(6, 8), (-1, 8), (Int.max, 8), (2, 4), (2, 0), (2, -1), (2, Int.max)] {
      let range = ClaimRange(first: first, claimCount: count, nodes: nodes)
      #expect(ClaimRangeFold(leaves, in: range, of: .openZeppelin) == nil, "\(first) of \(count)")
    }
    #expect(ClaimRangeFold([], in: tree.range(of: 2..<5), of: .openZeppelin) == nil)
    let elsewhere = ClaimRange(first: 3, claimCount: 8, nodes: nodes)
    #expect(ClaimRangeFold(leaves, in: elsewhere, of: .openZeppelin)?.root != tree.root)
  }
}
