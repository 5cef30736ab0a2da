import EVMTypes

/// The places of digests in ascending order.
enum DigestOrder {
  /// Sorts digests; equal ones keep their order.
  ///
  /// - Parameter digests: The digests.
  /// - Returns: Their places, that of the smallest first.
  /// - Complexity: O(*n*) for hashes, whose first bits are spread evenly; O(*n* log *n*) for any others.
  static func sorted(_ digests: [Digest]) -> [Int32] {
    // About four digests a bucket: what is left to sort within one is next to nothing.
    let bitCount = max(1, Int.bitWidth - digests.count.leadingZeroBitCount - 2)
    let shift = UInt64(64 - bitCount)
    var starts = [Int32](repeating: 0, count: 1 << bitCount + 1)
    for digest in digests { starts[Int(digest.bigEndianWords.0 >> shift) + 1] += 1 }
    for bucket in 1..<starts.count { starts[bucket] += starts[bucket - 1] }
    var ends = starts
    var places = [Int32](repeating: 0, count: digests.count)
    for (place, digest) in digests.enumerated() {
      let bucket = Int(digest.bigEndianWords.0 >> shift)
      places[Int(ends[bucket])] = Int32(place)
      ends[bucket] += 1
    }
    for bucket in 0..<(starts.count - 1) where ends[bucket] - starts[bucket] > 1 {
      places[Int(starts[bucket])..<Int(ends[bucket])].sort { left, right in
        let (first, second) = (digests[Int(left)], digests[Int(right)])
        return first == second ? left < right : first < second
      }
    }
    return places
  }
}
