import EVMTypes

/// Accounts, each with a number: an open hash table over one array.
///
/// The hash depends on a seed of the process, so that no ledger can be made slow on purpose; numbers do not
/// depend on it.
struct AccountTable: Sendable {
  /// The accounts by their numbers.
  private(set) var accounts: [Address] = []
  /// Numbers plus one, and zero where nothing is: a power of two, at least twice as many as accounts.
  private var slots = [UInt32](repeating: 0, count: 16)

  private static let seed = SeededHash()

  /// The account's number; the next one where it is new.
  mutating func number(of account: Address) -> UInt32 {
    let mask = slots.count - 1
    var slot = Int(truncatingIfNeeded: Self.seed.hash(of: account)) & mask
    while slots[slot] != 0 {
      let number = slots[slot] &- 1
      if accounts[Int(number)] == account { return number }
      slot = (slot + 1) & mask
    }
    // Two to the 32nd accounts would take over 100 GB.
    let number = UInt32(accounts.count)
    accounts.append(account)
    slots[slot] = number + 1
    if accounts.count * 2 > slots.count { grow() }
    return number
  }

  private mutating func grow() {
    fill([UInt32](repeating: 0, count: slots.count * 4))
  }

  private mutating func fill(_ empty: [UInt32]) {
    slots = empty
    let mask = slots.count - 1
    for (number, account) in accounts.enumerated() {
      var slot = Int(truncatingIfNeeded: Self.seed.hash(of: account)) & mask
      while slots[slot] != 0 { slot = (slot + 1) & mask }
      slots[slot] = UInt32(number) + 1
    }
  }

  /// Numbers the accounts in their order.
  ///
  /// - Returns: The new numbers by the old ones; `nil` when they were in order.
  mutating func sort() -> [UInt32]? {
    var isInOrder = true
    for number in accounts.indices.dropFirst() where accounts[number] < accounts[number - 1] {
      isInOrder = false
      break
    }
    guard !isInOrder else { return nil }
    var order = (0..<accounts.count).map { (account: accounts[$0], number: UInt32($0)) }
    order.sort { $0.account < $1.account }
    var numbers = [UInt32](repeating: 0, count: order.count)
    for (new, row) in order.enumerated() {
      numbers[Int(row.number)] = UInt32(new)
      accounts[new] = row.account
    }
    fill([UInt32](repeating: 0, count: slots.count))
    return numbers
  }
}
