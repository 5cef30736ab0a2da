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
