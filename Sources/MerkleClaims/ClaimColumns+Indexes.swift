public import EVMTypes

extension ClaimColumns {
  /// The rank of each claim's account by its EIP-55 text in ASCII order: the index of Uniswap's generator.
  public var checksumRanks: [UInt256] {
    var ranks = [UInt256](repeating: .zero, count: count)
    for (rank, row) in ChecksumOrder.sorted(accounts).enumerated() {
      ranks[row] = UInt256(UInt64(rank))
    }
    return ranks
  }

  /// The place of each claim: the index of Sablier's tools.
  public var rowNumbers: [UInt256] { (0..<count).map { UInt256(UInt64($0)) } }
}
