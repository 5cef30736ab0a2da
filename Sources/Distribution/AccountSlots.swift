import EVMTypes

/// Slots for accounts, two in each line of the processor's cache.
///
/// An array would not do: elements of any type begin where a number of 16 bytes may stand.
struct AccountSlots: Sendable {
  /// An account, its number and how it was written: half a line of the processor's cache, which is
  /// aligned like that.
  struct Slot: Sendable {
    /// The account's bytes 0 to 7 and 8 to 15, its other bytes over its number plus one, and its upper case digits.
    ///
    /// The third is zero where nothing is.
    private var words = SIMD4<UInt64>()

    init(_ words: SIMD4<UInt64>) { self.words = words }

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

    /// Whether it is not an account's; an empty slot looks like that of the zero account.
    ///
    /// Without branches, as nobody can foresee which slot of a pair is the right one.
    func differs(from account: Address) -> Bool {
      let bytes = account.byteWords
      return (words.x ^ bytes.0) | (words.y ^ bytes.1) | (words.z &>> 32 ^ UInt64(bytes.2)) != 0
    }
  }

  private static let lineByteCount = 64
  private static let wordsInSlot = 4

  /// How many slots there are.
  let count: Int
  /// The slots' words, and a line's more.
  private var words: [UInt64]
  /// The first word of the first slot; a copy may begin elsewhere in a line, and is slower then.
  private let start: Int

  /// None at all.
  init() {
    self.count = 0
    self.words = []
    self.start = 0
  }

  /// Makes empty slots.
  init(count: Int) {
    let lineWords = Self.lineByteCount / 8
    let words = [UInt64](repeating: 0, count: count * Self.wordsInSlot + lineWords)
    let address = unsafe words.withUnsafeBytes { Int(bitPattern: $0.baseAddress) }
    self.count = count
    self.words = words
    self.start = (lineWords - address / 8 % lineWords) % lineWords
  }

  subscript(index: Int) -> Slot {
    let first = start + index * Self.wordsInSlot
    return Slot(SIMD4(words[first], words[first + 1], words[first + 2], words[first + 3]))
  }

  /// Calls a function with all slots.
  mutating func withAll<Result>(_ body: (UnsafeMutableBufferPointer<Slot>) -> Result) -> Result {
    let used = start..<start + count * Self.wordsInSlot
    return unsafe words.withUnsafeMutableBufferPointer { words in
      unsafe UnsafeMutableBufferPointer(rebasing: words[used]).withMemoryRebound(to: Slot.self) {
        unsafe body($0)
      }
    }
  }
}
