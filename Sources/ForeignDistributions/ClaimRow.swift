import EVMTypes

/// A claim as it is read, field by field.
struct ClaimRow {
  /// Where in the file it stands.
  var offset: Int
  var account: Address?
  /// The rank of the name under which the account stands.
  var accountRank = Int.max
  /// Whether the account is written in both cases, and which of its digits are upper case.
  var upperCase: UInt64?
  var token: Address?
  var beneficiary: Address?
  var index: UInt256?
  var number: UInt256?
  var salt: [UInt8] = []
  var amount: (rank: Int, value: UInt256)?
  /// The most important amount that cannot be read, and what stands there.
  var unreadableAmount: (rank: Int, offset: Int, text: String)?
  /// The leaf that the claim states.
  var leaf: Digest?
  var collateralRPL: UInt256?
  var oracleRPL: UInt256?
  var poolETH: UInt256?
  var voterETH: UInt256?
  var proofOffset: Int?
  /// Where a proof of another kind than hashes stands.
  var otherProofOffset: Int?
  /// The fields that were read, as bits.
  var seen: UInt64 = 0
  /// What is wrong with the object if it is a claim.
  var doubts: [(offset: Int, text: String)] = []

  /// The amounts in the order in which leaves hold them: one, or RPL and ETH; `nil` where there is none, or
  /// RPL does not fit in 256 bits.
  var amounts: [UInt256]? {
    if collateralRPL != nil || poolETH != nil {
      let (rpl, overflow) = (collateralRPL ?? .zero).addingReportingOverflow(oracleRPL ?? .zero)
      guard !overflow else { return nil }
      return [rpl, poolETH ?? .zero] + (voterETH.map { [$0] } ?? [])
    }
    return amount.map { [$0.value] }
  }

  /// An amount that cannot be read and counts more than the one that can.
  var unreadableAmountThatCounts: (offset: Int, text: String)? {
    guard let unreadableAmount, unreadableAmount.rank < amount?.rank ?? .max else { return nil }
    return (unreadableAmount.offset, unreadableAmount.text)
  }
}
