extension StakeEvents {
  /// The events whose reference an event before them has.
  ///
  /// Compares hashes of the references, and then the references of those whose hashes agree.
  ///
  /// - Returns: Their places, ascending, each with the first place that has the reference.
  public func repeatedReferences() -> [(place: Int, first: Int)] {
    let hash = SeededHash()
    let repeated = columns.repeatedReferenceHashes(rows, hash)
    guard !repeated.isEmpty else { return [] }
    // Hardly any hash is there twice if its reference is not.
    var places: [UInt64: [Int]] = [:]
    columns.forEachReferenceHash(rows, hash) { place, hash in
      if repeated.contains(hash) { places[hash, default: []].append(place) }
    }
    return places.values.flatMap(repeated(among:)).sorted { $0.place < $1.place }
  }

  /// The same events, some of them with other references, in the order in which they stand.
  ///
  /// - Parameters:
  ///   - places: The places of those events, ascending.
  ///   - replacement: Gives the new reference for the UTF-8 bytes of the old one.
  /// - Returns: The events.
  public func replacingReferences(
    at places: [Range<Int>],
    with replacement: (ArraySlice<UInt8>) -> String
  ) -> StakeEvents {
    let selected = places.map { $0.lowerBound + rows.lowerBound..<$0.upperBound + rows.lowerBound }
    return StakeEvents(columns.replacingReferences(of: selected, with: replacement), rows: rows)
  }

  private func repeated(among places: [Int]) -> [(place: Int, first: Int)] {
    var first: [ArraySlice<UInt8>: Int] = [:]
    return places.compactMap { place in
      let reference = columns.referenceBytes[columns.referenceRange(rows.lowerBound + place)]
      guard let twin = first[reference] else {
        first[reference] = place
        return nil
      }
      return (place, twin)
    }
  }
}

extension StakeEventColumns {
  fileprivate func replacingReferences(
    of rows: [Range<Int>],
    with replacement: (ArraySlice<UInt8>) -> String
  ) -> StakeEventColumns {
    var (bytes, ends): ([UInt8], [Int]) = ([], [])
    bytes.reserveCapacity(referenceBytes.count)
    ends.reserveCapacity(count)
    var selected = rows[...]
    for row in 0..<count {
      while let first = selected.first, first.upperBound <= row { selected.removeFirst() }
      let reference = referenceBytes[referenceRange(row)]
      if let first = selected.first, first.contains(row) {
        bytes.append(contentsOf: replacement(reference).utf8)
      } else {
        bytes.append(contentsOf: reference)
      }
      ends.append(bytes.count)
    }
    var columns = self
    columns.setReferences(bytes, ends: ends)
    return columns
  }

  /// The hashes that several rows' references have.
  fileprivate func repeatedReferenceHashes(_ rows: Range<Int>, _ hash: SeededHash) -> Set<UInt64> {
    var parts = HashParts(count: rows.count)
    forEachReferenceHash(rows, hash) { _, hash in parts.append(hash) }
    return parts.repeated()
  }

  /// Calls a function with the place of each row among them and the hash of its reference.
  @inline(__always)
  fileprivate func forEachReferenceHash(
    _ rows: Range<Int>,
    _ hash: SeededHash,
    _ body: (Int, UInt64) -> Void
  ) {
    unsafe referenceBytes.withUnsafeBytes { bytes in
      for row in rows {
        let reference = unsafe UnsafeRawBufferPointer(rebasing: bytes[referenceRange(row)])
        body(row - rows.lowerBound, unsafe hash.hash(of: reference))
      }
    }
  }
}
