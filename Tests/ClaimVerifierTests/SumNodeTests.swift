import ClaimVerifier
import EVMTypes
import TestSupport
import Testing

@Suite struct SumNodeTests {
  /// keccak-256 by pycryptodome over the 125 and 257 bytes written out by hand.
  @Test func hashesAreThoseOfTheSpecification() throws {
    let account = try #require(Address(bytes: (1...20).map { UInt8($0) }))
    let leaf = SumLeaf(account: account, weight: 5, share: 6, paid: 7)
    let first = leaf.node(at: 0x0102_0304_0506_0708)
    #expect(
      first.hash.description == "0xb54cc889804eb5820c7864b3cb42f05e180f111cd70d83955fc29364ff225629"
    )
    let right = SumNode(hash: .zero, weight: .max, share: 1, paid: 0)
    #expect(
      SumNode(hash: first.hash, weight: 0, share: 6, paid: 7).parent(with: right)?.hash.description
        == "0x83b062a6a8437f71dc609647fa5894a6b56b0c6e2e4a8f9add07f3ed28438a3e"
    )
    #expect(first.parent(with: right) == nil)
  }

  @Test func aParentHasTheSums() throws {
    let carry = UInt256(bigEndianWords: (0, .max, .max, .max))
    let left = SumNode(hash: .zero, weight: carry, share: carry, paid: 3)
    let parent = try #require(
      left.parent(with: SumNode(hash: .zero, weight: 1, share: carry, paid: 4))
    )
    #expect(parent.weight == UInt256(bigEndianWords: (1, 0, 0, 0)))
    #expect(parent.share == UInt256(bigEndianWords: (1, .max, .max, .max - 1)))
    #expect(parent.paid == 7)
  }
}
