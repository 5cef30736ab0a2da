import EVMTypes

/// Accounts, each with a number: an open hash table whose slots hold what they are compared with.
///
/// Many accounts are looked up at a time: first all their slots are touched, so that memory answers for many of them at once.
/// The hash depends on a seed of the process, so that no ledger can be made slow on purpose; numbers do not
/// depend on it.
struct AccountTable: Sendable {
  private struct Slot: Sendable {
    var words: (UInt64, UInt64, UInt64) = (0, 0, 0)
    /// The account's number plus one, and zero where nothing is.
    var number: UInt32 = 0

    func holds(_ account: (UInt64, UInt64, UInt64, UInt64)) -> Bool {
      words.2 == account.3 && words.1 == account.2 && words.0 == account.1
    }
  }

  /// The accounts by their numbers.
  private(set) var accounts: [Address] = []
  /// For each account the digits that were written in upper case, where letters of both cases were; else 0.
  private(set) var upperCases: [UInt64] = []
  /// Whether an account was written in two ways with letters of both cases, of which one must be wrong.
  private(set) var casesDisagree = false
  /// A power of two, at least twice as many as accounts; none once the accounts are sorted.
  private var slots: [Slot] = []
  /// What was read while slots were touched, kept so that it is read at all.
  private var touched: UInt32 = 0

  private static let hash = SeededHash()

  /// Appends the accounts' numbers; a new account gets the next one.
  mutating func append(
    numbersOf block: [(account: Address, upperCase: UInt64)],
    to numbers: inout [UInt32]
  ) {
    makeRoom(for: block.count)
    let mask = slots.count - 1
    let places = block.map { Int(truncatingIfNeeded: Self.hash.hash(of: $0.account)) & mask }
    for place in places { touched |= slots[place].number }
    for (place, row) in zip(places, block) {
      let words = row.account.abiWords
      var slot = place
      while slots[slot].number != 0, !slots[slot].holds(words) { slot = (slot + 1) & mask }
      if slots[slot].number == 0 {
        accounts.append(row.account)
        upperCases.append(row.upperCase)
        // Two to the 32nd accounts would take over 100 GB.
        slots[slot] = Slot(words: (words.1, words.2, words.3), number: UInt32(accounts.count))
      }
      let number = slots[slot].number - 1
      numbers.append(number)
      if row.upperCase != 0, upperCases[Int(number)] != row.upperCase {
        if upperCases[Int(number)] != 0 { casesDisagree = true }
        upperCases[Int(number)] = row.upperCase
      }
    }
  }

  private mutating func makeRoom(for count: Int) {
    var slotCount = max(slots.count, 4_096)
    while (accounts.count + count) * 2 > slotCount { slotCount *= 2 }
    guard slotCount > slots.count else { return }
    slots = [Slot](repeating: Slot(), count: slotCount)
    let mask = slotCount - 1
    for (number, account) in accounts.enumerated() {
      var slot = Int(truncatingIfNeeded: Self.hash.hash(of: account)) & mask
      while slots[slot].number != 0 { slot = (slot + 1) & mask }
      let words = account.abiWords
      slots[slot] = Slot(words: (words.1, words.2, words.3), number: UInt32(number) + 1)
    }
  }

  /// Numbers the accounts in their order, when all are known.
  ///
  /// - Returns: The new numbers by the old ones; `nil` when they were in order.
  mutating func sort() -> [UInt32]? {
    slots = []
    upperCases = []
    guard zip(accounts, accounts.dropFirst()).contains(where: { $1 < $0 }) else { return nil }
    // Bytes 0 to 3 and the number are one key; few accounts agree in these bytes.
    var keys = accounts.enumerated().map { number, account in
      account.abiWords.1 << 32 | UInt64(number)
    }
    RadixSort.sort(&keys, bits: 32..<64)
    var order = keys.map { Int($0 & 0xffff_ffff) }
    keys = []
    var first = 0
    while first < order.count {
      let head = accounts[order[first]].abiWords.1
      var end = first + 1
      while end < order.count, accounts[order[end]].abiWords.1 == head { end += 1 }
      if end - first > 1 { order[first..<end].sort { accounts[$0] < accounts[$1] } }
      first = end
    }
    var numbers = [UInt32](repeating: 0, count: order.count)
    for (new, old) in order.enumerated() { numbers[old] = UInt32(new) }
    accounts = order.map { accounts[$0] }
    return numbers
  }
}
