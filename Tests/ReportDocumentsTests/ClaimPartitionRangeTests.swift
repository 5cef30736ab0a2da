import Distribution
import EVMTypes
import ReportDocuments
import Testing

@Suite struct ClaimPartitionRangeTests {
  private static func account(_ prefix: String, _ number: Int) throws -> Address {
    let digits = prefix + String(repeating: "0", count: 40 - prefix.count - 6)
    let tail = String(number, radix: 16)
    return try Address(
      text: Array(("0x" + digits + String(repeating: "0", count: 6 - tail.count) + tail).utf8)
    )
  }

  @Test("A file with over 512 accounts is replaced by sixteen, one with 512 is not")
  func split() throws {
    let full = try (0..<512).map { try Self.account("a", $0) }
    let over = try (0..<513).map { try Self.account("b", $0) }
    let partition = ClaimPartition(of: full + over, under: .v2, holdsRanges: true)
    #expect(partition.prefixLength == 1)
    #expect(!partition.split.contains("a"))
    // All of them begin with the same zeros, up to the digits that count.
    #expect(partition.split.first == "b")
    #expect(partition.split.contains("b" + String(repeating: "0", count: 36)))
  }

  @Test("Every account has one file, whose places are those of its prefix")
  func places() throws {
    var accounts: [Address] = []
    for number in 0..<3_000 {
      let digest = Digest(keccak256Of: Array("\(number)".utf8))
      accounts.append(try #require(Address(bytes: Array(digest.bytes.prefix(20)))))
    }
    accounts.sort()
    for holdsRanges in [false, true] {
      let partition = ClaimPartition(of: accounts, under: .v2, holdsRanges: holdsRanges)
      var next = 0
      for prefix in partition.prefixes {
        let places = ClaimPartition.places(of: prefix, count: accounts.count) { accounts[$0] }
        #expect(places.lowerBound == next && places.count <= (holdsRanges ? 512 : 28))
        next = places.upperBound
        for place in places { #expect(partition.prefix(for: accounts[place]) == prefix) }
      }
      #expect(next == accounts.count)
    }
  }
}
