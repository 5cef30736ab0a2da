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
    guard let smallest = distribution.shares.last, let median = distribution.median else {
      return []
    }
    let tenth = (count + 9) / 10
    var groups = [(1, "Largest holder")]
    if count > 10 { groups.append((10, "10 largest holders together")) }
    if tenth > 1, tenth != 10 {
      groups.append((tenth, "Largest tenth (\(grouped(tenth)) holders)"))
    }
    var figures: [(String, UInt256)] = []
    for (size, label) in groups.sorted(by: { $0.0 < $1.0 }) {
      figures.append((label, try distribution.sumOfLargest(size)))
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
