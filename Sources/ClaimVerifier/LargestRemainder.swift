public import EVMTypes

/// Splits an amount by parts so that nothing is left over.
public enum LargestRemainder: Sendable {
  /// Splits a total in proportion to parts.
  ///
  /// Each part first gets the floor of its proportion. The units that are left go, one each, to the
  /// parts with the largest remainders, ties to the one that comes first.
  ///
  /// - Source: The method of largest remainders (Hamilton); docs/specification.md, section 3.
  /// - Parameters:
  ///   - total: What is split, in base units.
  ///   - parts: The proportions, in any one unit.
  /// - Returns: One amount a part, in the same order, that add up to the total; `nil` when the parts add
  ///   up to zero or to 2²⁵⁶ and more.
  /// - Complexity: O(*n* log *n*) for *n* parts.
  public static func split(_ total: UInt256, by parts: [UInt256]) -> [UInt256]? {
    var sum = UInt256.zero
    for part in parts {
      let (next, overflow) = sum.addingReportingOverflow(part)
      guard !overflow else { return nil }
      sum = next
    }
    guard !sum.isZero else { return nil }
    var amounts = [UInt256](repeating: .zero, count: parts.count)
    var remainders = amounts
    var left = total
    for index in parts.indices {
      let product = total.multipliedFullWidth(by: parts[index])
      guard
        let (amount, remainder) = UInt256.dividing(high: product.high, low: product.low, by: sum)
      else { return nil }
      amounts[index] = amount
      remainders[index] = remainder
      left = left.subtractingReportingOverflow(amount).partialValue
    }
    // The floors miss less than one unit each, so what is left is below the number of parts.
    guard let leftCount = left.asUInt64 else { return nil }
    var order = LargestFirst(remainders)
    for _ in 0..<Int(leftCount) {
      let index = order.next()
      amounts[index] = amounts[index].addingReportingOverflow(1).partialValue
    }
    return amounts
  }
}

/// Places of values, the largest value first and of equal ones the first place: a heap, since the standard library's
/// sort would be a fifth of the page's verifier.
private struct LargestFirst {
  private let values: [UInt256]
  /// The heap, and behind it what was taken out.
  private var places: [Int]
  private var count: Int

  init(_ values: [UInt256]) {
    self.values = values
    self.count = values.count
    self.places = [Int](repeating: 0, count: count)
    for place in values.indices { places[place] = place }
    var root = count / 2
    while root > 0 {
      root -= 1
      sink(root)
    }
  }

  /// Takes the place of the largest value out; there must be one.
  mutating func next() -> Int {
    let first = places[0]
    count -= 1
    places[0] = places[count]
    sink(0)
    return first
  }

  private mutating func sink(_ start: Int) {
    var parent = start
    while true {
      var largest = parent
      for child in (2 * parent + 1)...(2 * parent + 2) where child < count {
        if comes(places[child], before: places[largest]) { largest = child }
      }
      guard largest != parent else { return }
      let place = places[parent]
      places[parent] = places[largest]
      places[largest] = place
      parent = largest
    }
  }

  private func comes(_ place: Int, before other: Int) -> Bool {
    if values[place] == values[other] { return place < other }
    return values[place] > values[other]
  }
}
