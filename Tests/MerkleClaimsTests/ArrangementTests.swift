import EVMTypes
import MerkleClaims
import TestSupport
import Testing

@Suite struct ArrangementTests {
  static let sorting = TreeFormat.presets.filter { $0.order != .given }

  @Test(
    "The order of the claims changes nothing where the format sorts",
    arguments: sorting.map(\.name)
  )
  func permutation(name: String) throws {
    let format = try #require(Self.sorting.first { $0.name == name })
    for size in [1, 2, 3, 5, 8, 13, 33, 64] {
      let columns = ClaimSample.columns(size, for: format)
      let (shuffled, rows) = ClaimSample.shuffled(columns)
      let tree = try #require(DistributionTree(of: columns, in: format))
      let other = try #require(DistributionTree(of: shuffled, in: format))
      #expect(other.root == tree.root)
      for (place, row) in rows.enumerated() {
        #expect(other.leaf(ofClaim: place) == tree.leaf(ofClaim: row))
        #expect(other.path(ofClaim: place)?.siblings == tree.path(ofClaim: row)?.siblings)
        #expect(other.path(ofClaim: place)?.groupSiblings == tree.path(ofClaim: row)?.groupSiblings)
      }
    }
  }

  @Test(
    "Claims of nothing have no leaf in Rocket Pool's trees",
    arguments: ["rocketpool", "rocketpool-v4"]
  )
  func zerosAreLeftOut(name: String) throws {
    let format = try #require(TreeFormat.presets.first { $0.name == name })
    var columns = ClaimSample.columns(9, for: format)
    for row in [0, 4, 8] {
      for column in columns.amounts.indices { columns.amounts[column][row] = .zero }
    }
    // A single amount of nothing is a claim still.
    columns.amounts[0][1] = .zero
    let kept = columns.selecting([1, 2, 3, 5, 6, 7])
    let tree = try #require(DistributionTree(of: columns, in: format))
    #expect(tree.root == DistributionTree(of: kept, in: format)?.root)
    #expect(tree.single == nil)
    for row in [0, 4, 8] {
      #expect(tree.leaf(ofClaim: row) == nil && tree.path(ofClaim: row) == nil)
      #expect(tree.position(ofClaim: row) == nil)
    }
    #expect(tree.leaf(ofClaim: 7) == format.leaf.hash(of: columns, at: 7))
    let nothing = columns.selecting([0, 4, 8])
    #expect(DistributionTree(of: nothing, in: format) == nil)
  }

  @Test("No claims make no tree", arguments: TreeFormat.presets.map(\.name))
  func noClaims(name: String) throws {
    let format = try #require(TreeFormat.presets.first { $0.name == name })
    #expect(DistributionTree(of: ClaimSample.columns(0, for: format), in: format) == nil)
  }

  /// Uniswap's generator keeps one of adjacent equal leaves, OpenZeppelin's library both.
  @Test func equalLeavesAreOneOrSeveral() throws {
    var columns = ClaimSample.columns(5, for: .uniswap).selecting([0, 1, 2, 1, 3, 1, 4])
    columns.hashes = []
    let distinct = try #require(DistributionTree(of: columns, in: .uniswap))
    let once = columns.selecting([0, 1, 2, 4, 6])
    #expect(distinct.root == DistributionTree(of: once, in: .uniswap)?.root)
    #expect(distinct.path(ofClaim: 1) == distinct.path(ofClaim: 3))
    let several = try #require(DistributionTree(of: columns, in: .openZeppelin))
    #expect(several.root != DistributionTree(of: once, in: .openZeppelin)?.root)
    let positions = [1, 3, 5].compactMap { several.position(ofClaim: $0) }
    #expect(positions == [positions[0], positions[0] + 1, positions[0] + 2])
    for row in 0..<7 {
      for (tree, format) in [(distinct, TreeFormat.uniswap), (several, .openZeppelin)] {
        let path = try #require(tree.path(ofClaim: row))
        let leaf = format.leaf.hash(of: columns, at: row)
        #expect(format.root(from: leaf, of: nil, along: path) == tree.root)
      }
    }
  }

  @Test("Leaves are put in order whatever their bits are", arguments: [1, 2, 3, 7, 64, 65, 1000])
  func ascendingLeaves(count: Int) throws {
    var generator = SeededGenerator(seed: count)
    let heads: [UInt64] = [0, 1, .max, 1 << 63]
    let leaves = (0..<count).map { place in
      // Hashes alike in their first words, whole equal ones, and any others.
      place % 5 == 0
        ? Digest(bigEndianWords: (generator.next(), generator.next(), 0, 0))
        : Digest(bigEndianWords: (heads[place % 4], 0, heads[place % 3], UInt64(place % 6)))
    }
    let expected = leaves.indices.sorted { (leaves[$0], $0) < (leaves[$1], $1) }
    let tree = try #require(MerkleTree(leaves: leaves, .ascending, node: NodeForm(.promote)))
    for (position, row) in expected.enumerated() {
      #expect(tree.position(ofClaim: row) == position)
    }
    let once = try #require(MerkleTree(leaves: leaves, .ascendingOnce, node: NodeForm(.promote)))
    let ranks = Array(Set(leaves)).sorted()
    for row in leaves.indices {
      #expect(once.position(ofClaim: row) == ranks.firstIndex(of: leaves[row]))
    }
  }
}
