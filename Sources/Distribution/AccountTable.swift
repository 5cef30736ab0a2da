import EVMTypes

/// Accounts, each with a number: an open hash table.
///
/// Many accounts are looked up at a time: first all their slots are touched, so that memory answers for many of them at
/// once. The hash depends on a seed of the process, so that no ledger can be made slow on purpose; numbers do not depend
/// on it.
struct AccountTable: Sendable {
  /// An account, its number and how it was written: half a line of the processor's cache, which its alignment keeps in
  /// one.
  private struct Slot: Sendable {
    /// The account's bytes 0 to 7 and 8 to 15, its other bytes over its number plus one, and its upper case digits.
    ///
    /// The third is zero where nothing is.
    private var words = SIMD4<UInt64>()

    init() {}

    init(_ account: Address, number: Int, upperCase: UInt64) {
      let bytes = account.byteWords
      // Two to the 32nd accounts would take over 100 GB.
      let number = UInt64(UInt32(number + 1))
      self.words = SIMD4(bytes.0, bytes.1, UInt64(bytes.2) << 32 | number, upperCase)
    }

    var isEmpty: Bool { words.z == 0 }

    var account: Address {
      Address(byteWords: (words.x, words.y, UInt32(truncatingIfNeeded: words.z >> 32)))
    }

    /// The account's number; of an empty slot there is none.
    var number: UInt32 { UInt32(truncatingIfNeeded: words.z) &- 1 }

    /// The digits that were written in upper case, where letters of both cases were; else 0.
    var upperCase: UInt64 {
      get { words.w }
      set { words.w = newValue }
    }

    func holds(_ account: Address) -> Bool {
      let bytes = account.byteWords
      return words.x == bytes.0 && words.y == bytes.1 && words.z >> 32 == UInt64(bytes.2)
    }
  }

  /// The accounts in order; none before ``sort()``.
  private(set) var accounts: [Address] = []
  /// Whether an account was written in two ways with letters of both cases, of which one must be wrong.
  private(set) var casesDisagree = false
  /// A power of two, at least twice as many as accounts; none after ``sort()``.
  private var slots: [Slot] = []
  private var count = 0
  /// What was read while slots were touched, kept so that it is read at all.
  private var touched: UInt64 = 0

  private static let hash = SeededHash()

  /// Finds the accounts' numbers; a new account gets the next one.
  ///
  /// - Parameters:
  ///   - accounts: The accounts.
  ///   - upperCases: How each was written.
  ///   - count: How many there are.
  ///   - numbers: Where the numbers go.
  mutating func findNumbers(
    of accounts: UnsafePointer<Address>,
    _ upperCases: UnsafePointer<UInt64>,
    count: Int,
    into numbers: UnsafeMutablePointer<UInt32>
  ) {
    makeRoom(for: count)
    let mask = slots.count - 1
    // Taken out, so that the rest may change at the same time.
    var slots: [Slot] = []
    swap(&slots, &self.slots)
    defer { swap(&slots, &self.slots) }
    unsafe withUnsafeTemporaryAllocation(of: Int.self, capacity: count) { places in
      unsafe slots.withUnsafeMutableBufferPointer { slots in
        var touched: UInt64 = 0
        for row in 0..<count {
          let place = unsafe Int(truncatingIfNeeded: Self.hash.hash(of: accounts[row])) & mask
          unsafe places[row] = place
          unsafe touched |= slots[place].upperCase
        }
        self.touched |= touched
        for row in 0..<count {
          var place = unsafe places[row]
          while unsafe !slots[place].holds(accounts[row]) || slots[place].isEmpty {
            guard unsafe slots[place].isEmpty else {
              place = (place + 1) & mask
              continue
            }
            unsafe slots[place] = Slot(
              accounts[row],
              number: self.count,
              upperCase: upperCases[row]
            )
            self.count += 1
          }
          unsafe numbers[row] = unsafe slots[place].number
          let upperCase = unsafe upperCases[row]
          guard upperCase != 0, unsafe slots[place].upperCase != upperCase else { continue }
          if unsafe slots[place].upperCase != 0 { casesDisagree = true }
          unsafe slots[place].upperCase = upperCase
        }
      }
    }
  }

  private mutating func makeRoom(for count: Int) {
    var slotCount = max(slots.count, 2_048)
    guard (self.count + count) * 2 > slotCount || slots.isEmpty else { return }
    // Small tables grow faster, so that fewer accounts move.
    repeat { slotCount *= slotCount < 1 << 18 ? 4 : 2 } while (self.count + count) * 2 > slotCount
    var larger = [Slot](repeating: Slot(), count: slotCount)
    let mask = slotCount - 1
    for slot in slots where !slot.isEmpty {
      var place = Int(truncatingIfNeeded: Self.hash.hash(of: slot.account)) & mask
      while !larger[place].isEmpty { place = (place + 1) & mask }
      larger[place] = slot
    }
    slots = larger
  }

  /// Calls a function with accounts that were written with letters of both cases, and how, many at a time.
  ///
  /// - Parameter areRight: Is called until it gives `false`.
  /// - Returns: Whether it never did.
  func allWrittenCases(_ areRight: ([Address], [UInt64]) -> Bool) -> Bool {
    var (accounts, upperCases): ([Address], [UInt64]) = ([], [])
    for slot in slots where slot.upperCase != 0 {
      accounts.append(slot.account)
      upperCases.append(slot.upperCase)
      if accounts.count == 32_768 {
        guard areRight(accounts, upperCases) else { return false }
        accounts.removeAll(keepingCapacity: true)
        upperCases.removeAll(keepingCapacity: true)
      }
    }
    return accounts.isEmpty || areRight(accounts, upperCases)
  }

  /// Numbers the accounts in their order, when all are known.
  ///
  /// - Returns: The new numbers by the old ones; `nil` when that was done before.
  mutating func sort() -> [UInt32]? {
    guard !slots.isEmpty else { return nil }
    // Bytes 0 to 3 and the slot's place are one key; few accounts agree in these bytes.
    var keys: [UInt64] = []
    keys.reserveCapacity(count)
    for (place, slot) in slots.enumerated() where !slot.isEmpty {
      keys.append(slot.account.byteWords.0 & ~0xffff_ffff | UInt64(place))
    }
    RadixSort.sort(&keys, bits: 32..<64)
    sortTies(&keys)
    var numbers = [UInt32](repeating: 0, count: count)
    accounts.reserveCapacity(count)
    for key in keys {
      let slot = slots[Int(key & 0xffff_ffff)]
      numbers[Int(slot.number)] = UInt32(accounts.count)
      accounts.append(slot.account)
    }
    slots = []
    return numbers
  }

  /// Sorts the accounts that agree in their bytes 0 to 3.
  private func sortTies(_ keys: inout [UInt64]) {
    var first = 0
    while first < keys.count {
      let head = keys[first] >> 32
      var end = first + 1
      while end < keys.count, keys[end] >> 32 == head { end += 1 }
      if end - first > 1 {
        keys[first..<end].sort {
          slots[Int($0 & 0xffff_ffff)].account < slots[Int($1 & 0xffff_ffff)].account
        }
      }
      first = end
    }
  }
}
