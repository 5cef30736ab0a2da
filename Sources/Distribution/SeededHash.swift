import EVMTypes

/// A hash for tables of one process: fast, and not to be foreseen by who writes a ledger.
///
/// Multiplies and folds, with two secret numbers that Swift's own hash gives, which differ from process to process.
/// Nothing that is published depends on it.
struct SeededHash: Sendable {
  private let first: UInt64
  private let second: UInt64

  init() {
    var hasher = Hasher()
    hasher.combine(1)
    self.first = UInt64(truncatingIfNeeded: hasher.finalize()) | 1
    hasher = Hasher()
    hasher.combine(2)
    self.second = UInt64(truncatingIfNeeded: hasher.finalize()) | 1
  }

  func hash(of account: Address) -> UInt64 {
    let words = account.byteWords
    return fold(fold(words.0 ^ first, words.1 ^ second) ^ UInt64(words.2) ^ first, second)
  }

  /// The hash of bytes, eight at a time.
  func hash(of bytes: UnsafeRawBufferPointer) -> UInt64 {
    var hash = UInt64(bytes.count) ^ second
    var place = 0
    while place + 8 <= bytes.count {
      hash = fold(
        unsafe hash ^ bytes.loadUnaligned(fromByteOffset: place, as: UInt64.self),
        first
      )
      place += 8
    }
    var rest: UInt64 = 0
    while place < bytes.count {
      rest = unsafe rest << 8 | UInt64(bytes[place])
      place += 1
    }
    return fold(fold(hash ^ rest, first) ^ second, second)
  }

  private func fold(_ left: UInt64, _ right: UInt64) -> UInt64 {
    let (high, low) = left.multipliedFullWidth(by: right)
    return high ^ low
  }
}
