import CWebRuntime

/// The memory that the page and the verifier share, for the length of one call.
struct Region {
  /// Starts a call: what earlier calls allocated is given back.
  init() {
    web_reset_heap()
  }

  func byte(at offset: Int) -> UInt8 { unsafe web_region()[offset] }

  func words(at offset: Int) -> (UInt64, UInt64, UInt64, UInt64) {
    (word(at: offset), word(at: offset + 8), word(at: offset + 16), word(at: offset + 24))
  }

  func write(_ words: (UInt64, UInt64, UInt64, UInt64), at offset: Int) {
    write(words.0, at: offset)
    write(words.1, at: offset + 8)
    write(words.2, at: offset + 16)
    write(words.3, at: offset + 24)
  }

  private func word(at offset: Int) -> UInt64 {
    var word: UInt64 = 0
    for index in 0..<8 { word = word << 8 | UInt64(unsafe web_region()[offset + index]) }
    return word
  }

  private func write(_ word: UInt64, at offset: Int) {
    for index in 0..<8 {
      unsafe web_region()[offset + index] = UInt8(
        truncatingIfNeeded: word >> UInt64(56 - 8 * index)
      )
    }
  }
}
