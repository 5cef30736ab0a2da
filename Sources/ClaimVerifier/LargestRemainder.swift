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
  /// - Complexity: O(*n*) for *n* parts.
  public static func split(_ total: UInt256, by parts: [UInt256]) -> [UInt256]? {
    var amounts = parts
    var remainders = parts
    var amountSpan = amounts.mutableSpan
    var remainderSpan = remainders.mutableSpan
    guard split(total, by: &amountSpan, remainders: &remainderSpan) else { return nil }
    return amounts
  }

  /// Splits a total in place, so that the page's verifier needs no memory but its own.
  ///
  /// - Parameters:
  ///   - total: What is split, in base units.
  ///   - parts: The proportions, and afterwards one amount each.
  ///   - remainders: Room for as many numbers as there are parts.
  /// - Returns: Whether there is a split: see ``split(_:by:)``; else `parts` are as they were.
  public static func split(
    _ total: UInt256,
    by parts: inout MutableSpan<UInt256>,
    remainders: inout MutableSpan<UInt256>
  ) -> Bool {
    var sum = UInt256.zero
    for index in parts.indices {
      let (next, overflow) = sum.addingReportingOverflow(parts[index])
      guard !overflow else { return false }
      sum = next
    }
    guard !sum.isZero else { return false }
    var given = UInt256.zero
    for index in parts.indices {
      guard let (amount, remainder) = total.multiplied(by: parts[index], dividedBy: sum)
      else { return false }
      parts[index] = amount
      remainders[index] = remainder
      given = given.addingReportingOverflow(amount).partialValue
    }
    // The floors miss less than one unit each, so what is left is below the number of parts: the low words tell it.
    let left = total.bigEndianWords.3 &- given.bigEndianWords.3
    giveUnits(Int(truncatingIfNeeded: left), to: &parts, by: remainders.span, below: sum)
    return true
  }

  /// Gives one unit each to the amounts with the largest remainders.
  ///
  /// Halves the numbers among which the least remainder that gets a unit can be: sorting would be a fifth of the
  /// page's verifier.
  private static func giveUnits(
    _ count: Int,
    to amounts: inout MutableSpan<UInt256>,
    by remainders: Span<UInt256>,
    below bound: UInt256
  ) {
    guard count > 0 else { return }
    // So many reach the least one, and fewer reach the bound.
    var (least, bound, reaching) = (UInt256.zero, bound, remainders.count)
    while reaching != count {
      let middle = least.middle(to: bound)
      if middle == least { break }
      let found = remainders.count(reaching: middle)
      if found < count {
        bound = middle
      } else {
        (least, reaching) = (middle, found)
      }
    }
    // Too many where the last of them are equal: the last ones by place get none.
    var ties = reaching - count
    for index in amounts.indices.reversed() {
      let remainder = remainders[index]
      if remainder < least { continue }
      if ties > 0 && remainder == least {
        ties -= 1
        continue
      }
      amounts[index] = amounts[index].addingReportingOverflow(1).partialValue
    }
  }
}

extension Span<UInt256> {
  /// How many numbers are not below a bound.
  fileprivate func count(reaching bound: UInt256) -> Int {
    var count = 0
    for index in indices {
      if self[index] < bound { continue }
      count += 1
    }
    return count
  }
}
