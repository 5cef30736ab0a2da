import ClaimVerifier
import EVMTypes
import MerkleClaims
import TestSupport
import Testing

@Suite struct SumTreeTests {
  @Test func vectorsAreThere() {
    #expect(SumVector.all.map(\.rows.count) == [1, 2, 3, 5, 6, 7, 11, 16, 17, 20, 33, 300])
  }

  @Test("Roots are those of the reference", arguments: SumVector.all)
  func vector(vector: SumVector) throws {
    let rows = try vector.leaves()
    let tree = try Self.tree(rows)
    #expect(tree.root.description == vector.root.hash)
    #expect(tree.weight == UInt256(vector.root.weight))
    #expect(tree.share == UInt256(vector.root.share))
    #expect(tree.paid == UInt256(vector.root.paid))
    #expect(tree.holderCount == rows.count)
    #expect(rows[0].node(at: 0).hash.description == vector.first)
    let last = rows.count - 1
    #expect(rows[last].node(at: UInt64(last)).hash.description == vector.last)
  }

  @Test func noHoldersMakeNoTree() throws {
    #expect(try SumTree(count: 0) { _ in preconditionFailure("there is none") } == nil)
  }

  @Test("Every range of every small tree is proven", arguments: 1...20)
  func everyRange(count: Int) throws {
    let rows = Self.rows(count)
    let tree = try Self.tree(rows)
    for first in 0..<count {
      for end in first + 1...count {
        let proof = tree.proof(of: first..<end)
        #expect(proof.top(over: Array(rows[first..<end])) == tree.top)
        #expect(proof.first == first && proof.root == tree.root && proof.holderCount == count)
        for place in 0..<(end - first) {
          let own = proof.narrowed(to: place, of: Array(rows[first..<end]))
          #expect(own == tree.proof(of: first + place..<first + place + 1))
        }
      }
    }
  }

  @Test("Ranges of larger trees are proven", arguments: [255, 256, 257, 1000, 5000])
  func largeTrees(count: Int) throws {
    let rows = Self.rows(count)
    let tree = try Self.tree(rows)
    for first in [0, 1, 15, 16, 17, 100, 250, count - 1] {
      let end = min(first + 24, count)
      let proof = tree.proof(of: first..<end)
      #expect(proof.top(over: Array(rows[first..<end])) == tree.top)
      #expect(proof.left.count + proof.right.count <= 2 * 13)
    }
  }

  @Test("One value that is not the tree's leads to another root", arguments: [1, 2, 5, 8, 13, 20])
  func everyCorruption(count: Int) throws {
    let rows = Self.rows(count)
    let tree = try Self.tree(rows)
    for (first, end) in [(0, count), (count / 2, count / 2 + 1), (count / 3, count)] {
      let proven = Array(rows[first..<end])
      let proof = tree.proof(of: first..<end)
      for changed in Self.changes(of: proof) {
        #expect(changed.top(over: proven) != tree.top)
      }
      for (place, row) in proven.enumerated() {
        for other in Self.changes(of: row) {
          var others = proven
          others[place] = other
          #expect(proof.top(over: others) != tree.top)
        }
      }
      #expect(proof.top(over: proven + [rows[0]]) != tree.top)
      #expect(proof.top(over: proven.dropLast()) != tree.top)
    }
  }

  /// Its sums would be bound by nothing.
  @Test func theRootItselfIsNoProof() throws {
    let tree = try Self.tree(Self.rows(5))
    for (first, left, right) in [(0, [], [tree.top]), (5, [tree.top], [])] {
      let proof = SumProof(first: first, holderCount: 5, root: tree.root, left: left, right: right)
      #expect(proof.top(over: []) == nil)
    }
  }

  /// The attack on a tree that hashes the total of two children alone.
  @Test func aSplitOfTheSameTotalHasAnotherHash() throws {
    let (left, right) = (Self.rows(2)[0].node(at: 0), Self.rows(2)[1].node(at: 1))
    let moved = SumNode(
      hash: left.hash,
      weight: try left.weight.adding(1),
      share: left.share,
      paid: left.paid
    )
    let taken = SumNode(
      hash: right.hash,
      weight: try right.weight.subtracting(1),
      share: right.share,
      paid: right.paid
    )
    let parent = try #require(left.parent(with: right))
    let other = try #require(moved.parent(with: taken))
    #expect(parent.weight == other.weight && parent.hash != other.hash)
  }

  @Test("A sum of 2²⁵⁶ is an error", arguments: 0..<3, [2, 20, 300])
  func overflow(figure: Int, count: Int) throws {
    #expect(throws: AmountOverflow.self) {
      try SumTree(count: count) { row in
        let large = row == 0 ? UInt256.max : row == count - 1 ? 1 : 0
        return SumLeaf(
          account: .zero,
          weight: figure == 0 ? large : 7,
          share: figure == 1 ? large : 7,
          paid: figure == 2 ? large : 7
        )
      }
    }
    let one = SumLeaf(
      account: .zero,
      weight: figure == 0 ? .max : 0,
      share: figure == 1 ? .max : 0,
      paid: figure == 2 ? .max : 0
    )
    #expect(one.node(at: 0).parent(with: one.node(at: 1)) == nil)
    let proof = SumProof(first: 0, holderCount: 2, root: .zero, left: [], right: [one.node(at: 1)])
    #expect(proof.top(over: [one]) == nil)
  }

  @Test(
    "A place outside of the tree proves nothing",
    arguments: [(-1, 3), (3, 3), (0, 0), (0, -1), (.max, .max), (0, .max)]
  )
  func placesOutside(first: Int, holders: Int) {
    let row = Self.rows(1)
    let node = row[0].node(at: 0)
    let proof = SumProof(
      first: first,
      holderCount: holders,
      root: .zero,
      left: [node],
      right: [node]
    )
    #expect(proof.top(over: row) == nil)
    #expect(proof.narrowed(to: 0, of: row) == nil)
  }

  private static func tree(_ rows: [SumLeaf]) throws -> SumTree {
    try #require(try SumTree(count: rows.count) { rows[$0] })
  }

  private static func rows(_ count: Int) -> [SumLeaf] {
    var generator = SeededGenerator(seed: count)
    return (0..<count).map { _ in
      SumLeaf(
        account: generator.account(),
        weight: UInt256(bigEndianWords: (0, generator.next(), generator.next(), generator.next())),
        share: UInt256(bigEndianWords: (0, 0, generator.next(), generator.next())),
        paid: UInt256(generator.next())
      )
    }
  }

  /// The proof with one thing changed, each of them.
  private static func changes(of proof: SumProof) -> [SumProof] {
    func with(
      first: Int? = nil,
      left: [SumNode]? = nil,
      right: [SumNode]? = nil
    ) -> SumProof {
      SumProof(
        first: first ?? proof.first,
        holderCount: proof.holderCount,
        root: proof.root,
        left: left ?? proof.left,
        right: right ?? proof.right
      )
    }
    let node = SumNode(hash: .zero, weight: 0, share: 0, paid: 0)
    var changed = [
      with(left: proof.left + [node]), with(left: [node] + proof.left),
      with(right: proof.right + [node]), with(right: [node] + proof.right),
    ]
    if proof.first > 0 { changed.append(with(first: proof.first - 1)) }
    for place in proof.left.indices {
      for node in changes(of: proof.left[place]) {
        var left = proof.left
        left[place] = node
        changed.append(with(left: left))
      }
    }
    for place in proof.right.indices {
      for node in changes(of: proof.right[place]) {
        var right = proof.right
        right[place] = node
        changed.append(with(right: right))
      }
    }
    if !proof.left.isEmpty { changed.append(with(left: proof.left.dropLast())) }
    if !proof.right.isEmpty { changed.append(with(right: proof.right.dropLast())) }
    return changed
  }

  private static func changes(of node: SumNode) -> [SumNode] {
    let (hash, weight, share, paid) = (node.hash, node.weight, node.share, node.paid)
    var bytes = hash.bytes
    bytes[31] ^= 1
    return [
      SumNode(hash: Digest(bytes: bytes) ?? .zero, weight: weight, share: share, paid: paid),
      SumNode(hash: hash, weight: other(weight), share: share, paid: paid),
      SumNode(hash: hash, weight: weight, share: other(share), paid: paid),
      SumNode(hash: hash, weight: weight, share: share, paid: other(paid)),
    ]
  }

  private static func changes(of row: SumLeaf) -> [SumLeaf] {
    let (account, weight, share, paid) = (row.account, row.weight, row.share, row.paid)
    return [
      SumLeaf(account: .zero, weight: weight, share: share, paid: paid),
      SumLeaf(account: account, weight: other(weight), share: share, paid: paid),
      SumLeaf(account: account, weight: weight, share: other(share), paid: paid),
      SumLeaf(account: account, weight: weight, share: share, paid: other(paid)),
    ]
  }

  private static func other(_ number: UInt256) -> UInt256 {
    number.addingReportingOverflow(1).partialValue
  }
}
