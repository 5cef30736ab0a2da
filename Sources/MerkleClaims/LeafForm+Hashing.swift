public import EVMTypes
import Keccak
import Parallelism

extension LeafForm {
  /// The leaves' hashes.
  ///
  /// - Parameter columns: The claims, with every field that the leaf needs.
  /// - Returns: The hashes, in the order of the claims.
  public func hashes(of columns: ClaimColumns) -> [Digest] {
    unsafe [Digest](unsafeUninitializedCapacity: columns.count) { buffer, count in
      unsafe write(hashesOf: columns, to: buffer, isReversed: false)
      count = columns.count
    }
  }

  /// Writes the leaves' hashes, if wanted the last one first, as OpenZeppelin's array holds them.
  func write(
    hashesOf columns: ClaimColumns,
    to target: UnsafeMutableBufferPointer<Digest>,
    isReversed: Bool
  ) {
    precondition(missingField(in: columns) == nil, "the claims have every field of the leaf")
    guard hashCount > 0, let byteCount = byteCount(in: columns) else {
      let hashes =
        hashCount == 0 ? columns.hashes : (0..<columns.count).map { hash(of: columns, at: $0) }
      for (row, hash) in hashes.enumerated() {
        unsafe target.initializeElement(at: isReversed ? columns.count - 1 - row : row, to: hash)
      }
      return
    }
    nonisolated(unsafe) let target = unsafe target
    ParallelRanges.forEach(of: columns.count, minimum: 4 * Self.chunkSize) { range in
      for start in stride(from: range.lowerBound, to: range.upperBound, by: Self.chunkSize) {
        let rows = start..<min(start + Self.chunkSize, range.upperBound)
        unsafe writeChunk(
          columns,
          rows,
          byteCount: byteCount,
          to: target,
          isReversed: isReversed
        )
      }
    }
  }

  /// As many claims as stay in the processor's first cache.
  private static let chunkSize = 128

  private func writeChunk(
    _ columns: ClaimColumns,
    _ rows: Range<Int>,
    byteCount: Int,
    to target: UnsafeMutableBufferPointer<Digest>,
    isReversed: Bool
  ) {
    let batch = KeccakBatch.fastest
    unsafe withUnsafeTemporaryAllocation(
      byteCount: max(byteCount, 1) * rows.count,
      alignment: 8
    ) { messages in
      unsafe withUnsafeTemporaryAllocation(of: UInt64.self, capacity: 4 * rows.count) { words in
        guard let message = messages.baseAddress, let digests = words.baseAddress else { return }
        unsafe write(columns, rows, to: message, stride: byteCount)
        unsafe batch.hash(
          message,
          stride: byteCount,
          byteCount: byteCount,
          into: digests,
          count: rows.count
        )
        if hashCount == 2 { unsafe batch.hashAgain(digests, count: rows.count) }
        for (place, row) in rows.enumerated() {
          let digest = unsafe Digest(
            bigEndianWords: (
              digests[4 * place], digests[4 * place + 1], digests[4 * place + 2],
              digests[4 * place + 3]
            )
          )
          unsafe target.initializeElement(
            at: isReversed ? columns.count - 1 - row : row,
            to: digest
          )
        }
      }
    }
  }
}

extension LeafForm {
  /// Hashes encodings of equal length twice, as OpenZeppelin's `standardLeafHash`.
  ///
  /// - Parameters:
  ///   - encodings: The encodings, one after another.
  ///   - byteCount: How many bytes an encoding has, at least one.
  /// - Returns: The hashes.
  public static func hashes(ofEncodings encodings: [UInt8], byteCount: Int) -> [Digest] {
    let count = encodings.count / byteCount
    return unsafe [Digest](unsafeUninitializedCapacity: count) { buffer, initializedCount in
      initializedCount = count
      guard let target = buffer.baseAddress else { return }
      nonisolated(unsafe) let words = unsafe UnsafeMutableRawPointer(target)
        .bindMemory(to: UInt64.self, capacity: 4 * count)
      ParallelRanges.forEach(of: count, minimum: 1024) { range in
        unsafe encodings.withUnsafeBytes { bytes in
          guard let messages = bytes.baseAddress else { return }
          let digests = unsafe words + 4 * range.lowerBound
          unsafe KeccakBatch.fastest.hash(
            messages + range.lowerBound * byteCount,
            stride: byteCount,
            byteCount: byteCount,
            into: digests,
            count: range.count
          )
          unsafe KeccakBatch.fastest.hashAgain(digests, count: range.count)
        }
      }
    }
  }
}
