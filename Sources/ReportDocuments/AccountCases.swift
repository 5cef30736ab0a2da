import EVMTypes
import MerkleClaims

/// Accounts that were read with letters of both cases: whether these are the right ones is asked of many together.
///
/// Used by one thread.
final class AccountCases {
  private var accounts: [Address] = []
  private var upperCases: [UInt64] = []
  private var areAllRight = true

  /// How many are asked of at a time.
  private static let batchSize = 1_024

  /// Adds an account.
  ///
  /// - Parameters:
  ///   - account: The account.
  ///   - upperCase: Which of its 40 digits were upper case; 0 where all letters had one case, which is always right.
  func add(_ account: Address, upperCase: UInt64) {
    // A table has all rows of an account together, as a rule.
    guard upperCase != 0, account != accounts.last || upperCase != upperCases.last else { return }
    if accounts.count == Self.batchSize { check() }
    accounts.append(account)
    upperCases.append(upperCase)
  }

  /// Whether all are written as EIP-55 writes them.
  func areRight() -> Bool {
    check()
    return areAllRight
  }

  private func check() {
    if AccountChecksums.upperCases(of: accounts) != upperCases { areAllRight = false }
    accounts.removeAll(keepingCapacity: true)
    upperCases.removeAll(keepingCapacity: true)
  }
}
