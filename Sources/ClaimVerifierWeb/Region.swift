import CWebRuntime
import ClaimVerifier
import EVMTypes

/// The memory that the page and the verifier share.
struct Region {
  /// How many numbers the region holds.
  static let capacity = 512

  /// Room for numbers behind the region, where the page does not look.
  ///
  /// - Parameters:
  ///   - room: 0 or 1.
  ///   - count: How many numbers, at most ``capacity``.
  /// - Returns: The room, with what is left there from before.
  func numbers(inRoom room: Int, count: Int) -> UnsafeMutableBufferPointer<UInt256> {
    let start = unsafe UnsafeMutableRawPointer(web_memory()) + (room + 1) * 32 * Self.capacity
    return unsafe UnsafeMutableBufferPointer(
      start: start.assumingMemoryBound(to: UInt256.self),
      count: count
    )
  }

  func byte(at offset: Int) -> UInt8 { unsafe web_memory()[offset] }

  @inline(never)
  func words(at offset: Int) -> (UInt64, UInt64, UInt64, UInt64) {
    (word(at: offset), word(at: offset + 8), word(at: offset + 16), word(at: offset + 24))
  }

  @inline(never)
  func write(_ words: (UInt64, UInt64, UInt64, UInt64), at offset: Int) {
    write(words.0, at: offset)
    write(words.1, at: offset + 8)
    write(words.2, at: offset + 16)
    write(words.3, at: offset + 24)
  }

  /// The first 256 bytes.
  var sumStep: SumStep {
    @inline(never) get {
      var step = SumStep()
      for place in step.words.indices { step.words[place] = word(at: 8 * place) }
      return step
    }
  }

  /// Writes the left node.
  @inline(never)
  func write(_ step: SumStep) {
    for place in 0..<16 { write(step.words[place], at: 8 * place) }
  }

  private func word(at offset: Int) -> UInt64 {
    var word: UInt64 = 0
    for index in 0..<8 { word = word << 8 | UInt64(unsafe web_memory()[offset + index]) }
    return word
  }

  private func write(_ word: UInt64, at offset: Int) {
    for index in 0..<8 {
      unsafe web_memory()[offset + index] = UInt8(
        truncatingIfNeeded: word >> UInt64(56 - 8 * index)
      )
    }
  }
}
