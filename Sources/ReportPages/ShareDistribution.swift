import EVMTypes

/// How an epoch's shares are spread over its holders.
struct ShareDistribution: Sendable {
  /// Shares of one size: from the lower border up to, not including, the upper one.
  struct Band: Sendable, Hashable {
    /// The smallest share of the band, in base units.
    let lower: UInt256
    /// The border above it, in base units; `nil` for the band that has none.
    let upper: UInt256?
    /// How many holders it has.
    let holderCount: Int
    /// The sum of their shares, in base units.
    let sum: UInt256
  }

  /// More bands than this are not told apart: the smallest are put together.
  static let bandLimit = 12

  /// The shares, the largest first, in base units.
  let shares: [UInt256]
  /// Their sum, in base units.
  let total: UInt256

  init(of shares: [UInt256]) throws(AmountOverflow) {
    self.shares = shares.sorted(by: >)
    self.total = try ReportPages.sum(of: shares)
  }

  /// The sum of the largest shares.
  func sumOfLargest(_ count: Int) throws(AmountOverflow) -> UInt256 {
    try ReportPages.sum(of: shares.prefix(count))
  }

  /// The middle share, the lower one of two.
  var median: UInt256? { shares.isEmpty ? nil : shares[shares.count / 2] }

  /// Bands from the smallest share to the largest, with borders at 1, 2 and 5 times powers of ten; only
  /// at powers of ten where there would be too many.
  func bands() throws(AmountOverflow) -> [Band] {
    guard let largest = shares.first, !largest.isZero else {
      return shares.isEmpty
        ? [] : [Band(lower: .zero, upper: nil, holderCount: shares.count, sum: .zero)]
    }
    var borders = Self.borders(steps: [1, 2, 5], around: shares)
    if borders.count > Self.bandLimit { borders = Self.borders(steps: [1], around: shares) }
    // The lowest border that is left out makes the first band "under" the next one.
    borders = [.zero] + borders.dropFirst().suffix(Self.bandLimit - 1)
    var bands: [Band] = []
    for (index, lower) in borders.enumerated() {
      let upper = index + 1 < borders.count ? borders[index + 1] : nil
      let members = shares.filter { share in share >= lower && upper.map { share < $0 } ?? true }
      bands.append(
        Band(
          lower: lower,
          upper: upper,
          holderCount: members.count,
          sum: try ReportPages.sum(of: members)
        )
      )
    }
    return bands
  }

  /// The borders from the last one not above the smallest positive share up to the largest share.
  private static func borders(steps: [UInt64], around shares: [UInt256]) -> [UInt256] {
    let largest = shares.first ?? .zero
    let smallest = shares.last { !$0.isZero } ?? .zero
    var borders: [UInt256] = []
    var power: UInt256? = 1
    while let unit = power, unit <= largest {
      for step in steps {
        guard let border = try? unit.multiplied(by: UInt256(step)), border <= largest else {
          continue
        }
        if border <= smallest { borders = [] }
        borders.append(border)
      }
      power = try? unit.multiplied(by: 10)
    }
    return borders
  }
}
