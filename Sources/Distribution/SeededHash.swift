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

  /// The hash of bytes, sixteen at a time, the last ones again where their number is no multiple of that.
  @inline(__always)
  func hash(of bytes: UnsafeRawBufferPointer) -> UInt64 {
    var hash = UInt64(bytes.count) ^ second
    var place = 0
    while place + 16 < bytes.count {
      hash = unsafe fold(word(bytes, place) ^ first, word(bytes, place + 8) ^ hash)
      place += 16
    }
    if bytes.count >= 16 {
      place = bytes.count - 16
      hash = unsafe fold(word(bytes, place) ^ first, word(bytes, place + 8) ^ hash)
    } else if bytes.count >= 8 {
      hash = unsafe fold(word(bytes, 0) ^ first, word(bytes, bytes.count - 8) ^ hash)
    } else {
      var few: UInt64 = 0
      for place in bytes.indices { few = unsafe few << 8 | UInt64(bytes[place]) }
      hash = fold(few ^ first, hash)
    }
    return fold(hash ^ first, second)
  }

  @inline(__always)
  private func word(_ bytes: UnsafeRawBufferPointer, _ place: Int) -> UInt64 {
    unsafe bytes.loadUnaligned(fromByteOffset: place, as: UInt64.self)
  }

  private func fold(_ left: UInt64, _ right: UInt64) -> UInt64 {
    let (high, low) = left.multipliedFullWidth(by: right)
    return high ^ low
  }
}
