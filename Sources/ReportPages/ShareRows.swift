import Distribution
import EVMTypes

/// A band of shares.
struct BandRow: Sendable {
  let label: String
  let holderCount: String
  let holderPercent: String
  let sum: AmountText
  let sumPercent: String

  init(_ band: ShareDistribution.Band, of distribution: ShareDistribution, in token: Token) {
    self.label = Self.label(of: band, decimals: token.decimals)
    self.holderCount = grouped(band.holderCount)
    self.holderPercent = percentRoundedDown(
      UInt256(UInt64(band.holderCount)),
      of: UInt256(UInt64(distribution.shares.count))
    )
    self.sum = AmountText(band.sum, of: token)
    self.sumPercent = percentRoundedDown(band.sum, of: distribution.total)
  }

  /// Such as `under 10`, `10 to 20`, `20 or more`.
  static func label(of band: ShareDistribution.Band, decimals: Int) -> String {
    let lower = tokens(band.lower, decimals: decimals)
    guard let upper = band.upper.map({ tokens($0, decimals: decimals) }) else {
      return band.lower.isZero ? "0 or more" : "\(lower) or more"
    }
    return band.lower.isZero ? "under \(upper)" : "\(lower) to \(upper)"
  }
}

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
