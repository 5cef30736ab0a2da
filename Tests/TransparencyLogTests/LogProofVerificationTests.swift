import Testing
import TransparencyLog

/// Every proof of every small log holds, and with one thing changed none does.
@Suite struct LogProofVerificationTests {
  static let tree = LogTree(entries: LogVectors.entries(41))
  static let roots = (0...41).map { tree.root(ofSize: $0) ?? .empty }
  static let other = LogHash(ofEntry: [0xFF])

  @Test("Inclusion in a log of a size", arguments: 1...40)
  func inclusion(size: Int) throws {
    let root = Self.roots[size]
    for index in 0..<size {
      let leaf = Self.tree.leaves[index]
      let proof = try #require(Self.tree.inclusionProof(of: index, size: size))
      func holds(
        _ proof: [LogHash],
        leaf: LogHash = leaf,
        index: Int = index,
        size: Int = size,
        root: LogHash = root
      ) -> Bool {
        LogTree.verifyInclusion(of: leaf, at: index, size: size, root: root, proof: proof)
      }
      #expect(holds(proof))
      for changed in mutations(of: proof) { #expect(!holds(changed)) }
      #expect(!holds(proof, leaf: Self.other))
      #expect(!holds(proof, root: Self.other))
      for place in -1...42 where place != index { #expect(!holds(proof, index: place)) }
      for place in [Int.min, Int.max] { #expect(!holds(proof, index: place)) }
      for count in [Int.min, -1, 0, index, Int.max] { #expect(!holds(proof, size: count)) }
      // Another size may give the same way to a root, but not to its own.
      for count in 1...41 where count != size {
        #expect(!holds(proof, size: count, root: Self.roots[count]))
      }
    }
  }

  @Test("Consistency up to a log of a size", arguments: 1...40)
  func consistency(to: Int) throws {
    for from in 0...to {
      let proof = try #require(Self.tree.consistencyProof(from: from, to: to))
      func holds(
        _ proof: [LogHash],
        from: Int = from,
        to: Int = to,
        fromRoot: LogHash = Self.roots[from],
        toRoot: LogHash = Self.roots[to]
      ) -> Bool {
        LogTree.verifyConsistency(from: from, root: fromRoot, to: to, root: toRoot, proof: proof)
      }
      #expect(holds(proof))
      for changed in mutations(of: proof) { #expect(!holds(changed)) }
      #expect(!holds(proof, fromRoot: Self.other))
      // Every log extends one without entries.
      #expect(holds(proof, toRoot: Self.other) == (from == 0))
      for count in [Int.min, -1, Int.max] {
        #expect(!holds(proof, from: count))
        #expect(!holds(proof, to: count) || from == 0)
      }
      for count in 1...41 where count != from {
        // A log extends itself, and one without entries, without a hash.
        let isSame = count == to && proof.isEmpty
        #expect(holds(proof, from: count, fromRoot: Self.roots[count]) == isSame)
      }
      for count in 1...41 where count != to && from > 0 {
        #expect(!holds(proof, to: count, toRoot: Self.roots[count]))
      }
    }
  }

  /// A log that was rewritten is no extension, whatever is told of it.
  @Test func rewrittenLogIsNoExtension() throws {
    for changed in 0..<8 {
      var entries = LogVectors.entries(20)
      entries[changed] += [0]
      let rewritten = LogTree(entries: entries)
      for from in (changed + 1)...20 {
        for tree in [Self.tree, rewritten] {
          let proof = try #require(tree.consistencyProof(from: from, to: 20))
          let isExtended = LogTree.verifyConsistency(
            from: from,
            root: Self.roots[from],
            to: 20,
            root: rewritten.root,
            proof: proof
          )
          #expect(!isExtended)
        }
      }
    }
  }

  /// A proof with each hash changed, left out, doubled or exchanged with the next, with one more hash at each end.
  private func mutations(of proof: [LogHash]) -> [[LogHash]] {
    var all = [proof + [Self.other], [Self.other] + proof]
    for index in proof.indices {
      var changed = proof
      changed[index] = Self.other
      all.append(changed)
      changed = proof
      changed.remove(at: index)
      all.append(changed)
      changed = proof
      changed.insert(proof[index], at: index)
      all.append(changed)
      if index + 1 < proof.count {
        changed = proof
        changed.swapAt(index, index + 1)
        all.append(changed)
      }
    }
    return all
  }
}
