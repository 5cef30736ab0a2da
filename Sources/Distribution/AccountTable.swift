import CPrefetch
import EVMTypes

/// Accounts, each with a number: an open hash table.
///
/// Many accounts are looked up at a time: first all their slots are asked for, so that memory answers for many of them
/// at once. The hash depends on a seed of the process, so that no ledger can be made slow on purpose; numbers do not depend
/// on it.
struct AccountTable: Sendable {
  /// The accounts in order; none before ``sort()``.
  private(set) var accounts: [Address] = []
  /// Whether an account was written in two ways with letters of both cases, of which one must be wrong.
  private(set) var casesDisagree = false
  /// At least twice as many as accounts; none after ``sort()``.
  ///
  /// An account stands in the first slot that was free, beginning with the two of the line that its hash names.
  private var slots = AccountSlots()
  private var count = 0

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
    // Taken out, so that the rest may change at the same time.
    var slots = AccountSlots()
    swap(&slots, &self.slots)
    defer { swap(&slots, &self.slots) }
    unsafe withUnsafeTemporaryAllocation(of: Int.self, capacity: count) { places in
      unsafe slots.withAll { slots in
        for row in 0..<count {
          unsafe places[row] = unsafe Self.place(of: accounts[row], among: slots.count)
        }
        for row in 0..<count { unsafe prefetch(slots.baseAddress?.advanced(by: places[row])) }
        for row in 0..<count {
          let account = unsafe accounts[row]
          var place = unsafe places[row]
          unsafe place &+= slots[place].differs(from: account) ? 1 : 0
          if unsafe slots[place].differs(from: account) || slots[place].isEmpty {
            place = unsafe Self.place(of: account, in: slots, from: places[row])
            if unsafe slots[place].isEmpty {
              unsafe slots[place] = .init(account, number: self.count, upperCase: 0)
              self.count += 1
            }
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

  /// The first slot of the line that an account's hash names.
  private static func place(of account: Address, among slotCount: Int) -> Int {
    Int(truncatingIfNeeded: hash.hash(of: account)) & (slotCount - 2)
  }

  /// The slot of an account, or the one that it gets, from a place on.
  private static func place(
    of account: Address,
    in slots: UnsafeMutableBufferPointer<AccountSlots.Slot>,
    from first: Int
  ) -> Int {
    var place = first
    while unsafe !slots[place].isEmpty && slots[place].differs(from: account) {
      place = (place + 1) & (slots.count - 1)
    }
    return place
  }

  private mutating func makeRoom(for count: Int) {
    var slotCount = max(slots.count, 2_048)
    guard (self.count + count) * 2 > slotCount || slots.count == 0 else { return }
    // Small tables grow faster, so that fewer accounts move.
    repeat { slotCount *= slotCount < 1 << 20 ? 4 : 2 } while (self.count + count) * 2 > slotCount
    var larger = AccountSlots(count: slotCount)
    unsafe larger.withAll { larger in
      unsafe slots.withAll { slots in
        for index in slots.indices where unsafe !slots[index].isEmpty {
          let account = unsafe slots[index].account
          let first = Self.place(of: account, among: slotCount)
          let place = unsafe Self.place(of: account, in: larger, from: first)
          unsafe larger[place] = unsafe slots[index]
        }
      }
    }
    slots = larger
  }

  /// Calls a function with accounts that were written with letters of both cases, and how, many at a time.
  ///
  /// - Parameter areRight: Is called until it gives `false`.
  /// - Returns: Whether it never did.
  func allWrittenCases(_ areRight: ([Address], [UInt64]) -> Bool) -> Bool {
    var (accounts, upperCases): ([Address], [UInt64]) = ([], [])
    for index in 0..<slots.count {
      let slot = slots[index]
      if slot.upperCase == 0 { continue }
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
    guard slots.count > 0 else { return nil }
    var slots = AccountSlots()
    swap(&slots, &self.slots)
    return unsafe slots.withAll { slots in
      // Bytes 0 to 3 and the slot's place are one key; few accounts agree in these bytes.
      var keys: [UInt64] = []
      keys.reserveCapacity(count)
      for place in slots.indices where unsafe !slots[place].isEmpty {
        let head = unsafe slots[place].account.byteWords.0
        keys.append(head & ~0xffff_ffff | UInt64(place))
      }
      RadixSort.sort(&keys, bits: 32..<64)
      unsafe Self.sortTies(&keys, slots)
      var numbers = [UInt32](repeating: 0, count: count)
      accounts.reserveCapacity(count)
      for (index, key) in keys.enumerated() {
        let ahead = Int(keys[min(index + Self.askedAhead, keys.count - 1)] & 0xffff_ffff)
        unsafe prefetch(slots.baseAddress?.advanced(by: ahead))
        let slot = unsafe slots[Int(key & 0xffff_ffff)]
        numbers[Int(slot.number)] = UInt32(accounts.count)
        accounts.append(slot.account)
      }
      return numbers
    }
  }

  /// How many slots are asked for before they are used.
  private static let askedAhead = 24

  /// Sorts the accounts that agree in their bytes 0 to 3.
  private static func sortTies(
    _ keys: inout [UInt64],
    _ slots: UnsafeMutableBufferPointer<AccountSlots.Slot>
  ) {
    var first = 0
    while first < keys.count {
      let head = keys[first] >> 32
      var end = first + 1
      while end < keys.count, keys[end] >> 32 == head { end += 1 }
      if end - first > 1 {
        keys[first..<end].sort {
          unsafe slots[Int($0 & 0xffff_ffff)].account < slots[Int($1 & 0xffff_ffff)].account
        }
      }
      first = end
    }
  }
}
