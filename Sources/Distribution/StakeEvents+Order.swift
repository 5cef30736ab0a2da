extension StakeEvents {
  /// The events of an epoch, from events in canonical order.
  ///
  /// - Parameter epoch: The epoch.
  /// - Returns: The events at times in it.
  /// - Complexity: O(log *n*).
  public func within(_ epoch: Epoch) -> StakeEvents {
    let start = firstRow(from: epoch.start)
    return StakeEvents(columns, rows: start..<Swift.max(start, firstRow(from: epoch.end)))
  }

  /// The first row that is not before a time.
  private func firstRow(from time: Timestamp) -> Int {
    var (low, high) = (rows.lowerBound, rows.upperBound)
    while low < high {
      let middle = low + (high - low) / 2
      if columns.time(middle) < time { low = middle + 1 } else { high = middle }
    }
    return low
  }

  /// The first place whose event is not after the one before it, in the canonical order.
  var firstOutOfOrder: Int? {
    columns.firstOutOfOrder(in: rows).map { $0 - rows.lowerBound }
  }

  /// The first place whose event is not at a time of the epoch.
  func firstOutside(_ epoch: Epoch) -> Int? {
    columns.firstOutside(epoch, in: rows).map { $0 - rows.lowerBound }
  }

  /// The events in canonical order.
  ///
  /// - Returns: The events, and for each of them the place where it stood; no places where they were in order.
  public func inCanonicalOrder() -> (events: StakeEvents, places: [Int]?) {
    guard columns.firstMisplaced(in: rows) != nil else { return (self, nil) }
    var order = rowsByTime()
    // What is left are the events of each second.
    var first = 0
    while first < order.count {
      let time = columns.time(order[first])
      let end = order[first...].firstIndex { columns.time($0) != time } ?? order.count
      if end - first > 1 { order[first..<end].sort { columns.precedes($0, $1) } }
      first = end
    }
    return (StakeEvents(columns.rows(order)), order.map { $0 - rows.lowerBound })
  }

  /// The rows by time, those of one time in their order.
  private func rowsByTime() -> [Int] {
    let isAscending = rows.dropFirst().allSatisfy { columns.time($0 - 1) <= columns.time($0) }
    if isAscending { return Array(rows) }
    let times = rows.lazy.map { columns.time($0).unixSeconds }
    let base = times.min() ?? 0
    let width = 64 - ((times.max() ?? 0) - base).leadingZeroBitCount
    let placeBits = 64 - UInt64(count).leadingZeroBitCount
    guard width + placeBits <= 64 else {
      return rows.sorted { (columns.time($0), $0) < (columns.time($1), $1) }
    }
    var keys = rows.map { row in
      (columns.time(row).unixSeconds - base) << UInt64(placeBits) | UInt64(row - rows.lowerBound)
    }
    RadixSort.sort(&keys, bits: placeBits..<(placeBits + width))
    return keys.map { rows.lowerBound + Int($0 & (1 << UInt64(placeBits) - 1)) }
  }
}

extension StakeEventColumns {
  /// Whether a row's event comes before another's in the canonical order, as ``StakeEvent`` says.
  func precedes(_ left: Int, _ right: Int) -> Bool {
    let (leftTime, rightTime) = (marks[left] >> 3, marks[right] >> 3)
    if leftTime != rightTime { return leftTime < rightTime }
    if !sequences.isEmpty, sequences[left] != sequences[right] {
      return sequences[left] < sequences[right]
    }
    let (leftAction, rightAction) = (action(left), action(right))
    if leftAction != rightAction { return leftAction == .stake }
    let (leftAmount, rightAmount) = (amount(left), amount(right))
    if leftAmount != rightAmount { return leftAmount < rightAmount }
    return referenceBytes[referenceRange(left)]
      .lexicographicallyPrecedes(referenceBytes[referenceRange(right)])
  }

  // Loops stand here and not in StakeEvents, where each call would hold all columns anew.

  /// The first row whose event is not after the one before it.
  func firstOutOfOrder(in rows: Range<Int>) -> Int? {
    for row in rows.dropFirst() where !precedes(row - 1, row) { return row }
    return nil
  }

  /// The first row whose event is before the one before it.
  func firstMisplaced(in rows: Range<Int>) -> Int? {
    let marks = marks.span
    for row in rows.dropFirst() {
      // Nearly always the times tell.
      if marks[row - 1] >> 3 < marks[row] >> 3 { continue }
      if precedes(row, row - 1) { return row }
    }
    return nil
  }

  /// The first row whose event is not at a time of the epoch.
  func firstOutside(_ epoch: Epoch, in rows: Range<Int>) -> Int? {
    for row in rows where !epoch.contains(time(row)) { return row }
    return nil
  }

  /// These rows, in this order.
  func rows(_ order: [Int]) -> StakeEventColumns {
    var columns = self
    columns.take(order)
    return columns
  }
}
