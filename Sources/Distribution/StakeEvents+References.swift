extension StakeEvents {
  /// The events whose reference an event before them has.
  ///
  /// Sorts hashes of the references, and compares the bytes of those whose hashes agree.
  ///
  /// - Returns: Their places, ascending, each with the first place that has the reference.
  public func repeatedReferences() -> [(place: Int, first: Int)] {
    var keys = columns.referenceKeys(rows)
    RadixSort.sort(&keys, bits: 32..<64)
    var repeated: [(place: Int, first: Int)] = []
    var start = 0
    while start < keys.count {
      var end = start + 1
      while end < keys.count, keys[end] >> 32 == keys[start] >> 32 { end += 1 }
      if end - start > 1 { appendRepeated(among: keys[start..<end], to: &repeated) }
      start = end
    }
    return repeated.sorted { $0.place < $1.place }
  }

  private func appendRepeated(
    among keys: ArraySlice<UInt64>,
    to repeated: inout [(place: Int, first: Int)]
  ) {
    var distinct: [Int] = []
    for key in keys {
      let place = Int(key & 0xffff_ffff)
      let bytes = reference(place)
      if let first = distinct.first(where: { reference($0).elementsEqual(bytes) }) {
        repeated.append((place, first))
      } else {
        distinct.append(place)
      }
    }
  }

  /// The bytes of the reference at a place.
  private func reference(_ place: Int) -> ArraySlice<UInt8> {
    columns.referenceBytes[columns.referenceRange(rows.lowerBound + place)]
  }
}

extension StakeEventColumns {
  /// For each row half of a hash of its reference, then the row's place among them.
  ///
  /// A hash that agrees by chance only costs a comparison.
  fileprivate func referenceKeys(_ rows: Range<Int>) -> [UInt64] {
    let hash = SeededHash()
    var keys: [UInt64] = []
    keys.reserveCapacity(rows.count)
    unsafe referenceBytes.withUnsafeBytes { bytes in
      for row in rows {
        let reference = unsafe UnsafeRawBufferPointer(rebasing: bytes[referenceRange(row)])
        let place = UInt64(row - rows.lowerBound)
        keys.append(unsafe hash.hash(of: reference) & 0xffff_ffff_0000_0000 | place)
      }
    }
    return keys
  }
}
