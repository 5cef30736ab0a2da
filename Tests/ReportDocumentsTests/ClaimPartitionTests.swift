import Distribution
import EVMTypes
import FileStore
import ReportDocuments
import TestSupport
import Testing

@Suite struct ClaimPartitionTests {
  /// The smallest L with holders / 16^L <= 64, by hand.
  @Test(
    "Prefixes have the length that leaves 64 holders on average",
    arguments: [
      (0, 0), (1, 0), (64, 0), (65, 1), (1_024, 1), (1_025, 2), (16_384, 2), (16_385, 3),
    ]
  )
  func prefixLength(count: Int, length: Int) {
    #expect(ClaimPartition(of: Self.spread(count), under: .v1).prefixLength == length)
  }

  @Test(
    "Under ruleset 2 they leave 24",
    arguments: [
      (0, 0), (1, 0), (24, 0), (25, 1), (384, 1), (385, 2), (6_144, 2), (6_145, 3),
    ]
  )
  func prefixLengthOfRuleset2(count: Int, length: Int) {
    #expect(ClaimPartition(of: Self.spread(count), under: .v2).prefixLength == length)
  }

  @Test(
    "Every account has one file, and no file over the most that it may have",
    arguments: [
      (0, 0.0), (1, 0.0), (64, 0.0), (300, 0.0), (300, 0.9), (2_000, 0.0), (2_000, 0.5),
      (2_000, 1.0),
      (5_000, 0.3),
    ],
    [(0, Ruleset.v1), (1, .v1), (2, .v1), (3, .v2), (4, .v2)]
  )
  func cover(books: (count: Int, crowded: Double), chance: (seed: Int, ruleset: Ruleset)) throws {
    let (seed, ruleset) = chance
    var generator = SeededGenerator(seed: seed)
    let accounts = (0..<books.count).map { _ in
      let isCrowded = Double.random(in: 0..<1, using: &generator) < books.crowded
      return Self.account(isCrowded ? [0xAB, 0xC0] : [], using: &generator)
    }.sorted()
    let partition = ClaimPartition(of: accounts, under: ruleset)
    let prefixes = partition.prefixes
    #expect(Set(prefixes).count == prefixes.count)
    #expect(prefixes == prefixes.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) })
    var counts: [String: Int] = [:]
    for account in accounts { counts[partition.prefix(for: account), default: 0] += 1 }
    #expect(counts.values.allSatisfy { $0 <= (ruleset == .v1 ? 256 : 28) })
    #expect(counts.keys.allSatisfy(Set(prefixes).contains))
    for account in accounts + (0..<200).map({ _ in generator.account() }) {
      let text = account.description.dropFirst(2).lowercased()
      #expect(prefixes.filter(text.hasPrefix) == [partition.prefix(for: account)])
    }
  }

  @Test("A file of 256 holders stays, one of 257 is split", arguments: [(256, 0), (257, 1)])
  func splitBorder(count: Int, splits: Int) {
    var generator = SeededGenerator(seed: count)
    // 15 x 49 others, so that one digit is enough for the average.
    let crowd = (0..<count).map { _ in Self.account([0x3A], using: &generator) }
    let others = (0..<735).map { _ in Self.account([0xC0], using: &generator) }.prefix(200)
    let partition = ClaimPartition(of: (crowd + others).sorted(), under: .v1)
    #expect(partition.prefixLength == 1)
    // All of them share the digits 3a, so that splitting goes on below 3a.
    #expect(partition.split == (splits == 0 ? [] : ["3", "3a"]))
  }

  @Test("Under ruleset 2 one of 28 stays, one of 29 is split", arguments: [(28, 0), (29, 1)])
  func splitBorderOfRuleset2(count: Int, splits: Int) {
    var generator = SeededGenerator(seed: count)
    let crowd = (0..<count).map { _ in Self.account([0x3A], using: &generator) }
    let others = [0, 1, 2, 4, 5, 6].map { Self.account([$0 << 4], using: &generator) }
    let partition = ClaimPartition(of: (crowd + others).sorted(), under: .v2)
    #expect(partition.prefixLength == 1)
    #expect(partition.split == (splits == 0 ? [] : ["3", "3a"]))
  }

  @Test func splitGoesAsDeepAsItMust() {
    var generator = SeededGenerator(seed: 1)
    let accounts = (0..<300).map { number in
      Self.account([0xFF, 0xFF, UInt8(number % 2) << 7], using: &generator)
    }.sorted()
    let partition = ClaimPartition(of: accounts, under: .v1)
    #expect(partition.prefixLength == 1)
    #expect(partition.split == ["f", "ff", "fff", "ffff"])
    #expect(partition.prefixes.count == 16 + 4 * 15)
  }

  @Test(
    "Folders take two digits each and leave one or two to the file",
    arguments: [
      ("", "usdc/claims/0x.json"), ("3", "usdc/claims/0x3.json"), ("3f", "usdc/claims/0x3f.json"),
      ("3fa", "usdc/claims/3f/0x3fa.json"), ("3fa1", "usdc/claims/3f/0x3fa1.json"),
      ("3fa1b", "usdc/claims/3f/a1/0x3fa1b.json"), ("3fa1bc", "usdc/claims/3f/a1/0x3fa1bc.json"),
      ("3fa1bc2", "usdc/claims/3f/a1/bc/0x3fa1bc2.json"),
    ]
  )
  func path(prefix: String, path: String) {
    let token = Token(symbol: "USDC", name: "USD Coin", decimals: 6, contract: nil)
    let asset = Asset(id: "usdc", token: token)
    #expect(SiteLayout.EpochFiles.claims(asset, prefix: prefix).description == path)
  }

  @Test func noFolderHasOver272Entries() {
    let token = Token(symbol: "USDC", name: "USD Coin", decimals: 6, contract: nil)
    let asset = Asset(id: "usdc", token: token)
    let partition = ClaimPartition(prefixLength: 4, split: ["0000", "00001"])
    var entries: [String: Set<String>] = [:]
    for prefix in partition.prefixes {
      let path = SiteLayout.EpochFiles.claims(asset, prefix: prefix).components
      for depth in path.indices.dropFirst() {
        entries[path[..<depth].joined(separator: "/"), default: []].insert(path[depth])
      }
    }
    #expect(partition.prefixes.count == 65_536 + 2 * 15)
    #expect(entries.values.allSatisfy { $0.count <= 272 })
  }

  /// Accounts at even distances.
  private static func spread(_ count: Int) -> [Address] {
    (0..<count).compactMap { number in
      let head = UInt32(UInt64(number) << 32 / UInt64(count))
      let bytes = (0..<4).map { UInt8(truncatingIfNeeded: head >> UInt32(24 - 8 * $0)) }
      return Address(bytes: bytes + [UInt8](repeating: 0, count: 16))
    }
  }

  private static func account(_ start: [UInt8], using generator: inout SeededGenerator) -> Address {
    Address(bytes: start + generator.bytes(20 - start.count)) ?? generator.account()
  }
}
