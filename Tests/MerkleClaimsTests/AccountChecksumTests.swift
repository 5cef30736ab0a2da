import EVMTypes
import MerkleClaims
import TestSupport
import Testing

@Suite struct AccountChecksumTests {
  /// The accounts of EIP-55 itself.
  static let published = [
    "0x52908400098527886E0F7030069857D2E4169EE7", "0x8617E340B3D01FA5F11F306F4090FD50E238070D",
    "0xde709f2102306220921060314715629080e2fb77", "0x27b1fdb04752bbc536007a920d24acb045561c26",
    "0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed", "0xfB6916095ca1df60bB79Ce92cE3Ea74c37c5d359",
    "0xdbF03B407c01E7cD3CBea99509d93f8DDDC8C6FB", "0xD1220A0cf47c7B9Be7A2E6BA89F429762e7b9aDb",
  ]

  @Test func upperCasesAreThoseOfTheStandard() throws {
    let accounts = try Self.published.map { try Address(text: $0.utf8) }
    #expect(AccountChecksums.upperCases(of: accounts) == Self.published.map(Self.mask))
  }

  @Test("Upper cases of any number of accounts", arguments: [0, 1, 127, 128, 129, 300])
  func anyCount(count: Int) {
    let accounts = Self.accounts(count)
    #expect(AccountChecksums.upperCases(of: accounts) == accounts.map { Self.mask($0.description) })
  }

  @Test("Accounts stand in the order of their checksummed texts", arguments: [0, 1, 2, 300])
  func checksumOrder(count: Int) {
    var accounts = Self.accounts(count)
    // Accounts that begin alike, and equal ones.
    accounts += accounts.prefix(100).map { account in
      Address(bytes: Array(account.bytes.dropLast()) + [account.bytes[18]]) ?? account
    }
    accounts += accounts.prefix(3)
    let texts = accounts.map { Array($0.description.utf8) }
    let expected = accounts.indices.sorted { left, right in
      texts[left] == texts[right]
        ? left < right : texts[left].lexicographicallyPrecedes(texts[right])
    }
    #expect(ChecksumOrder.sorted(accounts) == expected)
    var columns = ClaimColumns(count: accounts.count)
    columns.accounts = accounts
    let ranks = columns.checksumRanks
    for (rank, row) in expected.enumerated() { #expect(ranks[row] == UInt256(UInt64(rank))) }
  }

  @Test func repeatedClaimsNameTheFirstOfThem() throws {
    let accounts: [UInt8] = [3, 1, 3, 2, 1, 3]
    var columns = ClaimColumns(count: 6)
    columns.accounts = accounts.map { Address(repeating: $0) }
    #expect(columns.repeatedClaims().map { [$0.row, $0.first] } == [[2, 0], [4, 1], [5, 0]])
    columns.tokens = [7, 8, 9, 7, 8, 7].map { Address(repeating: $0) }
    #expect(columns.repeatedClaims().map { [$0.row, $0.first] } == [[4, 1], [5, 0]])
  }

  private static func accounts(_ count: Int) -> [Address] {
    var generator = SeededGenerator(seed: count)
    return (0..<count).map { _ in generator.account() }
  }

  private static func mask(_ text: String) -> UInt64 {
    text.utf8.dropFirst(2).reduce(0) { $0 << 1 | ((65...70).contains($1) ? 1 : 0) }
  }
}
