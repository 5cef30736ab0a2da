import EVMTypes
import MerkleClaims

/// The cases in which accounts were written, to be compared with EIP-55 all at once.
struct ChecksumClaims {
  /// For each account the digits in upper case; 0 where it was never written in both cases.
  private var upperCases: [UInt64] = []
  /// Whether one account was written in two ways, of which one must be wrong.
  private var disagree = false

  mutating func add(_ upperCase: UInt64, ofAccount number: Int) {
    while upperCases.count <= number { upperCases.append(0) }
    if upperCases[number] == 0 { upperCases[number] = upperCase }
    if upperCases[number] != upperCase { disagree = true }
  }

  /// Whether every one of these accounts was written right.
  func areRight(for accounts: [Address]) -> Bool {
    let numbers = upperCases.indices.filter { upperCases[$0] != 0 }
    let right = AccountChecksums.upperCases(of: numbers.map { accounts[$0] })
    return !disagree && zip(numbers, right).allSatisfy { upperCases[$0] == $1 }
  }
}
