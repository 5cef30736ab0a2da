public import EVMTypes

/// Accounts in the order of their EIP-55 texts: digits, then `A` to `F`, then `a` to `f`.
///
/// - Source: Uniswap merkle-distributor, `parse-balance-map`, which numbers claims in this order.
public enum ChecksumOrder: Sendable {
  /// Sorts accounts.
  ///
  /// - Parameter accounts: The accounts.
  /// - Returns: Their places, that of the first one first; equal accounts keep their order.
  public static func sorted(_ accounts: [Address]) -> [Int] {
    let keys = zip(accounts, AccountChecksums.upperCases(of: accounts)).map(key)
    return accounts.indices.sorted { keys[$0] == keys[$1] ? $0 < $1 : keys[$0] < keys[$1] }
  }

  /// A number that compares as the text does: five bits a digit, lower-case letters after upper-case ones.
  private static func key(of account: Address, upperCase: UInt64) -> UInt256 {
    var words: (UInt64, UInt64, UInt64, UInt64) = (0, 0, 0, 0)
    let bytes = account.bytes
    for index in 0..<40 {
      let nibble = UInt64(index.isMultiple(of: 2) ? bytes[index / 2] >> 4 : bytes[index / 2] & 15)
      let isUpper = upperCase >> UInt64(39 - index) & 1 == 1
      let code = nibble < 10 || isUpper ? nibble : nibble + 6
      switch index / 10 {
      case 0: words.0 = words.0 << 5 | code
      case 1: words.1 = words.1 << 5 | code
      case 2: words.2 = words.2 << 5 | code
      default: words.3 = words.3 << 5 | code
      }
    }
    return UInt256(bigEndianWords: words)
  }
}
