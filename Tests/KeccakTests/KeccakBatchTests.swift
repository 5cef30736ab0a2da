import EVMTypes
import Keccak
import TestSupport
import Testing

/// The kernels against the scalar permutation, which the vectors of keccak256.txt hold.
@Suite struct KeccakBatchTests {
  static let kernels = KeccakBatch.Kernel.allCases.filter { KeccakBatch($0) != nil }

  @Test func thePortableKernelRunsAnywhere() {
    #expect(Self.kernels.contains(.portable))
    #expect(Self.kernels.contains(KeccakBatch.fastest.kernel))
  }

  @Test("Messages of every length across two block borders", arguments: kernels)
  func everyLength(kernel: KeccakBatch.Kernel) throws {
    let batch = try #require(KeccakBatch(kernel))
    for byteCount in 0...300 {
      let messages = Self.bytes(33 * byteCount, seed: byteCount)
      let digests = Self.hashes(batch, messages, stride: byteCount, byteCount, count: 33)
      #expect(digests == Self.scalar(messages, stride: byteCount, byteCount, count: 33))
    }
  }

  @Test("Every count and stride, and nothing beyond the count", arguments: kernels)
  func everyCount(kernel: KeccakBatch.Kernel) throws {
    let batch = try #require(KeccakBatch(kernel))
    for byteCount in [0, 1, 7, 8, 20, 32, 64, 84, 135, 136, 137, 271, 272, 273] {
      for stride in [byteCount, byteCount + 1, byteCount + 13, (byteCount + 7) & ~7] {
        let messages = Self.bytes(21 * stride + byteCount, seed: stride)
        let expected = Self.scalar(messages, stride: stride, byteCount, count: 20)
        for count in 0...20 {
          let digests = Self.hashes(batch, messages, stride: stride, byteCount, count: count)
          #expect(digests == Array(expected[..<count]), "\(byteCount) bytes, stride \(stride)")
        }
      }
    }
  }

  @Test("Pairs of every count, sorted and as they stand", arguments: kernels, [true, false])
  func pairs(kernel: KeccakBatch.Kernel, isSorted: Bool) throws {
    let batch = try #require(KeccakBatch(kernel))
    let children = Self.pairs()
    let expected = children.map { left, right in
      let isSwapped = isSorted && right < left
      return Digest(keccak256Of: isSwapped ? right.bytes + left.bytes : left.bytes + right.bytes)
    }
    for count in [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 33] {
      let words = children[..<count].flatMap { Self.words($0.0) + Self.words($0.1) }
      let parents = unsafe Self.written(count: count) { parents in
        unsafe words.withUnsafeBufferPointer { words in
          guard let first = words.baseAddress else { return }
          unsafe batch.hashPairs(first, isSorted: isSorted, into: parents, count: count)
        }
      }
      #expect(parents == Array(expected[..<count]), "\(count) pairs")
    }
  }

  @Test("Digests hashed again, in place", arguments: kernels)
  func hashAgain(kernel: KeccakBatch.Kernel) throws {
    let batch = try #require(KeccakBatch(kernel))
    let digests = Self.pairs().map(\.0)
    for count in 0...33 {
      var words = digests.flatMap(Self.words)
      unsafe words.withUnsafeMutableBufferPointer { words in
        guard let first = words.baseAddress else { return }
        unsafe batch.hashAgain(first, count: count)
      }
      let expected = digests[..<count].map { Digest(keccak256Of: $0.bytes) } + digests[count...]
      #expect(words == expected.flatMap(Self.words), "\(count) digests")
    }
  }

  /// Pairs that differ in their first bit, in their last one, in one word alone, and not at all.
  private static func pairs() -> [(Digest, Digest)] {
    var generator = SeededGenerator(seed: 33)
    return (0..<33).map { place in
      let left = generator.bytes(32)
      var right = generator.bytes(32)
      switch place % 7 {
      case 1: right = left
      case 2: right = Array(left.dropLast()) + [left[31] ^ 1]
      case 3: right = [left[0] ^ 0x80] + left.dropFirst()
      case 4: right = Array(left.prefix(8)) + right.dropFirst(8)
      case 5: right = Array(left.prefix(24)) + right.dropFirst(24)
      case 6: right = [UInt8](repeating: 0, count: 32)
      default: break
      }
      return (Digest(bytes: left) ?? .zero, Digest(bytes: right) ?? .zero)
    }
  }

  private static func bytes(_ count: Int, seed: Int) -> [UInt8] {
    var generator = SeededGenerator(seed: seed)
    return generator.bytes(count) + [0]
  }

  private static func words(_ digest: Digest) -> [UInt64] {
    let words = digest.bigEndianWords
    return [words.0, words.1, words.2, words.3]
  }

  private static func scalar(
    _ messages: [UInt8],
    stride: Int,
    _ byteCount: Int,
    count: Int
  ) -> [Digest] {
    (0..<count).map { Digest(keccak256Of: messages[$0 * stride..<$0 * stride + byteCount]) }
  }

  private static func hashes(
    _ batch: KeccakBatch,
    _ messages: [UInt8],
    stride: Int,
    _ byteCount: Int,
    count: Int
  ) -> [Digest] {
    unsafe written(count: count) { digests in
      unsafe messages.withUnsafeBytes { bytes in
        guard let first = bytes.baseAddress else { return }
        unsafe batch.hash(first, stride: stride, byteCount: byteCount, into: digests, count: count)
      }
    }
  }

  /// What is written for a count of digests; records an issue where more than that is touched.
  private static func written(
    count: Int,
    _ write: (UnsafeMutablePointer<UInt64>) -> Void
  ) -> [Digest] {
    let guardWord: UInt64 = 0xDEAD_BEEF_0BAD_F00D
    var words = [UInt64](repeating: guardWord, count: 4 * count + 64)
    unsafe words.withUnsafeMutableBufferPointer { words in
      guard let first = words.baseAddress else { return }
      unsafe write(first)
    }
    #expect(words[(4 * count)...].allSatisfy { $0 == guardWord })
    return (0..<count).map { place in
      Digest(
        bigEndianWords: (
          words[4 * place], words[4 * place + 1], words[4 * place + 2], words[4 * place + 3]
        )
      )
    }
  }
}
