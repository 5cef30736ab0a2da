import Distribution
import EVMTypes

/// How much of all shares some holders have.
struct ConcentrationRow: Sendable {
  let label: String
  let amount: AmountText
  let percent: String

  /// From the largest holder to the smallest; empty without holders.
  static func all(
    of distribution: ShareDistribution,
    in token: Token
  ) throws(AmountOverflow) -> [ConcentrationRow] {
    let count = distribution.shares.count
    guard let largest = distribution.shares.first, let smallest = distribution.shares.last,
      let median = distribution.median
    else { return [] }
    let tenth = (count + 9) / 10
    var figures = [("Largest holder", largest)]
    if count > 10 {
      figures.append(("10 largest holders together", try distribution.sumOfLargest(10)))
    }
    if tenth > 1, tenth != 10 {
      figures.append(
        ("Largest tenth (\(grouped(tenth)) holders)", try distribution.sumOfLargest(tenth))
      )
    }
    figures += [("Median holder", median), ("Smallest holder", smallest)]
    return figures.map { label, amount in
      ConcentrationRow(
        label: label,
        amount: AmountText(amount, of: token),
        percent: percentRoundedDown(amount, of: distribution.total)
      )
    }
  }
}
