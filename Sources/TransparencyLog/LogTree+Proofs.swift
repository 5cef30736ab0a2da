extension LogTree {
  /// Proves that an entry is in the log.
  ///
  /// - Source: RFC 6962, section 2.1.1.
  /// - Parameters:
  ///   - index: The entry's place, from 0.
  ///   - size: The size of the log that the proof leads to.
  /// - Returns: The hashes from the entry's sibling up to the root's child; none for a log of one entry. `nil` when
  ///   the log never had this size, or had no such entry then.
  public func inclusionProof(of index: Int, size: Int) -> [LogHash]? {
    guard (0...self.size).contains(size), (0..<size).contains(index) else { return nil }
    var proof: [LogHash] = []
    var (start, end) = (0, size)
    while end - start > 1 {
      let middle = start + Self.largestPowerOfTwo(below: end - start)
      if index < middle {
        proof.append(hash(from: middle, to: end))
        end = middle
      } else {
        proof.append(hash(from: start, to: middle))
        start = middle
      }
    }
    return proof.reversed()
  }

  /// Proves that the log of one size begins with all entries of the log of another.
  ///
  /// - Source: RFC 6962, section 2.1.2.
  /// - Parameters:
  ///   - from: The smaller size.
  ///   - to: The larger size.
  /// - Returns: The hashes; none for equal sizes, and for a smaller size of 0. `nil` when the log never had one of the
  ///   sizes, or they are the wrong way round.
  public func consistencyProof(from: Int, to: Int) -> [LogHash]? {
    guard (0...size).contains(to), (0...to).contains(from) else { return nil }
    guard from > 0, from < to else { return [] }
    var proof: [LogHash] = []
    var (start, end) = (0, to)
    // The smaller log ends inside [start, end) until the range is all of what is left of it.
    while from < end {
      let middle = start + Self.largestPowerOfTwo(below: end - start)
      if from <= middle {
        proof.append(hash(from: middle, to: end))
        end = middle
      } else {
        proof.append(hash(from: start, to: middle))
        start = middle
      }
    }
    // Who verifies knows the smaller log's root, so that the range is told only where it is not all of that log.
    if start > 0 { proof.append(hash(from: start, to: end)) }
    return proof.reversed()
  }
}
