import ClaimVerifier
import EVMTypes
import TestSupport
import Testing

@Suite struct StandardLeafTests {
  /// A tree of one leaf has that leaf's hash as root.
  @Test func leafHashOfOpenZeppelin() throws {
    let vectors = try OpenZeppelinVector.all().filter { $0.claims.count == 1 }
    #expect(vectors.count == 2)
    for vector in vectors {
      let claim = vector.claims[0]
      #expect(
        StandardLeaf.hash(account: claim.account, amount: claim.amount) == vector.rootDigest
      )
    }
  }

  @Test func accountAndAmountBothCount() {
    let leaf = StandardLeaf.hash(account: Address(repeating: 1), amount: 1)
    #expect(leaf != StandardLeaf.hash(account: Address(repeating: 2), amount: 1))
    #expect(leaf != StandardLeaf.hash(account: Address(repeating: 1), amount: 2))
    #expect(leaf != StandardLeaf.hash(account: Address(repeating: 1), amount: .max))
  }
}

@Suite struct ProofFoldTests {
  @Test func proofsOfOpenZeppelinLeadToItsRoots() throws {
    let vectors = try OpenZeppelinVector.all()
    #expect(vectors.count == 14)
    for vector in vectors {
      let leaves = vector.claims.map { StandardLeaf.hash(account: $0.account, amount: $0.amount) }
      let first = try #require(leaves.first)
      let last = try #require(leaves.last)
      #expect(ProofFold.root(from: first, along: vector.firstProof) == vector.rootDigest)
      #expect(ProofFold.root(from: last, along: vector.lastProof) == vector.rootDigest)
      if leaves.count > 1 {
        #expect(ProofFold.root(from: first, along: vector.lastProof) != vector.rootDigest)
      }
    }
  }

  @Test func siblingsHashAlikeInEitherOrder() {
    let (first, second) = (Digest(keccak256Of: [1]), Digest(keccak256Of: [2]))
    let parent = Digest(keccak256Of: [first, second].sorted().flatMap(\.bytes))
    #expect(ProofFold.parent(of: first, and: second) == parent)
    #expect(ProofFold.parent(of: second, and: first) == parent)
    #expect(ProofFold.parent(of: first, and: first) != parent)
  }
}

@Suite struct ShareFormulaTests {
  static let half = UInt256(hex: "8" + String(repeating: "0", count: 63))

  /// Expected values by Python's integers.
  @Test(
    "Share is the floor of allocation x weight / total",
    arguments: [
      (UInt256(10), UInt256(1), UInt256(3), UInt256(3)),
      (10, 2, 3, 6),
      (10, 3, 3, 10),
      (0, 1, 3, 0),
      (10, 0, 3, 0),
      (1, 999_999, 1_000_000, 0),
      (half, half, half, half),
      (.max, .max, .max, .max),
      (.max, half, .max, half),
      (half, .max, half, .max),
      (.max, 1, 2, UInt256(hex: "7" + String(repeating: "f", count: 63))),
      (
        half, 1, 3,
        UInt256("19298681539552699237261830834781317975544997444273427339909597334652188273322")
      ),
    ] as [(UInt256, UInt256, UInt256, UInt256)]
  )
  func share(allocation: UInt256, weight: UInt256, total: UInt256, share: UInt256) {
    #expect(ShareFormula.share(of: allocation, weight: weight, totalWeight: total) == share)
  }

  @Test(
    "No share without a total, or above 256 bits",
    arguments: [
      (UInt256(10), UInt256(1), UInt256(0)), (0, 0, 0), (.max, 2, 1), (.max, .max, half),
    ] as [(UInt256, UInt256, UInt256)]
  )
  func noShare(allocation: UInt256, weight: UInt256, total: UInt256) {
    #expect(ShareFormula.share(of: allocation, weight: weight, totalWeight: total) == nil)
  }
}

@Suite struct LargestRemainderTests {
  static let penultimate = UInt256(hex: String(repeating: "f", count: 63) + "e")
  static let lowered = UInt256(hex: String(repeating: "f", count: 63) + "d")
  static let belowHalf = UInt256(hex: "7" + String(repeating: "f", count: 63))
  static let lowerHalf = UInt256(hex: "7" + String(repeating: "f", count: 62) + "e")
  static let fifth = UInt256(hex: String(repeating: "3", count: 64))
  static let lowerFifth = UInt256(hex: String(repeating: "3", count: 63) + "2")
  static let fifths = [UInt256](repeating: fifth, count: 5)

  @Test(
    "Split by hand",
    arguments: [
      // 10 by 1:1:1 is 3.33 each; the unit that is left goes to the first.
      (UInt256(10), [UInt256(1), 1, 1], [UInt256(4), 3, 3]),
      (11, [1, 1, 1], [4, 4, 3]),
      // 7 by 2:1:4 of 7 is exact.
      (7, [2, 1, 4], [2, 1, 4]),
      // 10 by 5:3:3 of 11: 4 6/11, 2 8/11, 2 8/11: two units to the larger remainders.
      (10, [5, 3, 3], [4, 3, 3]),
      // 5 by 1:2:3 of 6: 0 5/6, 1 4/6, 2 3/6.
      (5, [1, 2, 3], [1, 2, 2]),
      (10, [0, 1, 0], [0, 10, 0]),
      (10, [0, 1, 1], [0, 5, 5]),
      (1, [0, 0, 1, 1], [0, 0, 1, 0]),
      (0, [3, 4], [0, 0]),
      (.max, [1], [.max]),
      // Parts that add up to 2^256 - 1; by Python's integers. Remainders 2^255, 2^255, 2^256 - 2.
      (penultimate, [belowHalf, belowHalf, 1], [belowHalf, lowerHalf, 1]),
      // Five remainders of 0x9999... for three units.
      (lowered, fifths, [fifth, fifth, fifth, lowerFifth, lowerFifth]),
    ] as [(UInt256, [UInt256], [UInt256])]
  )
  func split(total: UInt256, parts: [UInt256], amounts: [UInt256]) {
    #expect(LargestRemainder.split(total, by: parts) == amounts)
  }

  @Test(
    "Parts that add up to nothing, or to 2^256, split nothing",
    arguments: [
      [], [UInt256(0)], [0, 0], [.max, 1], [.max, .max],
    ] as [[UInt256]]
  )
  func noSplit(parts: [UInt256]) {
    #expect(LargestRemainder.split(10, by: parts) == nil)
  }

  @Test("A split adds up, and no part is a unit away from its proportion", arguments: 0..<200)
  func conservation(seed: Int) throws {
    var generator = SeededGenerator(seed: seed)
    let total = generator.next() >> generator.next() % 64
    let parts = (0...Int(generator.next() % 12)).map { _ in generator.next() >> 32 }
    let sum = parts.reduce(0, +)
    try #require(sum > 0)
    let amounts = try #require(
      LargestRemainder.split(UInt256(total), by: parts.map { UInt256($0) })
    ).compactMap(\.asUInt64)
    #expect(amounts.count == parts.count)
    #expect(amounts.reduce(0, +) == total)
    for (amount, part) in zip(amounts, parts) {
      let exact = UInt128(total) * UInt128(part)
      let floor = UInt64(exact / UInt128(sum))
      #expect(amount == floor || (amount == floor + 1 && exact % UInt128(sum) != 0))
    }
  }

  @Test("Units that are left go to the largest remainders, ties in order", arguments: 0..<100)
  func largestRemaindersFirst(seed: Int) throws {
    var generator = SeededGenerator(seed: seed)
    // Few distinct parts, so that remainders are equal often.
    let parts = (0...Int(generator.next() % 60)).map { _ in generator.next() % 5 + 1 }
    let (total, sum) = (generator.next() % 1_000, parts.reduce(0, +))
    var expected = parts.map { total * $0 / sum }
    let largest = parts.indices.sorted { left, right in
      let (a, b) = (total * parts[left] % sum, total * parts[right] % sum)
      return a == b ? left < right : a > b
    }
    for index in largest.prefix(Int(total - expected.reduce(0, +))) { expected[index] += 1 }
    let amounts = LargestRemainder.split(UInt256(total), by: parts.map { UInt256($0) })
    #expect(amounts?.compactMap(\.asUInt64) == expected)
  }
}
