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
    var amounts: [UInt256] = []
    var remainders: [(value: UInt256, index: Int)] = []
    var left = total
    for index in parts.indices {
      let product = total.multipliedFullWidth(by: parts[index])
      guard
        let (amount, remainder) = UInt256.dividing(high: product.high, low: product.low, by: sum)
      else { return nil }
      amounts.append(amount)
      remainders.append((remainder, index))
      left = left.subtractingReportingOverflow(amount).partialValue
    }
    // The floors miss less than one unit each, so what is left is below the number of parts.
    guard let leftCount = left.asUInt64 else { return nil }
    remainders.sort { $0.value == $1.value ? $0.index < $1.index : $0.value > $1.value }
    for position in 0..<Int(leftCount) {
      let index = remainders[position].index
      amounts[index] = amounts[index].addingReportingOverflow(1).partialValue
    }
    return amounts
  }
}
