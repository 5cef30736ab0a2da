extension StakeEvents {
  /// The events of an epoch, from events in canonical order.
  ///
  /// - Parameter epoch: The epoch.
  /// - Returns: The events at times in it.
  /// - Complexity: O(log *n*).
  public func within(_ epoch: Epoch) -> StakeEvents {
    let start = firstPlace(from: epoch.start)
    return part(start..<Swift.max(start, firstPlace(from: epoch.end)))
  }

  /// The events at some places, which share the columns.
  func part(_ places: Range<Int>) -> StakeEvents {
    StakeEvents(
      columns,
      rows: (rows.lowerBound + places.lowerBound)..<(rows.lowerBound + places.upperBound)
    )
  }

  /// The place of the first event that is not before a time.
  private func firstPlace(from time: Timestamp) -> Int {
    var (low, high) = (rows.lowerBound, rows.upperBound)
    while low < high {
      let middle = low + (high - low) / 2
      if columns.time(middle) < time { low = middle + 1 } else { high = middle }
    }
    return low - rows.lowerBound
  }
}
