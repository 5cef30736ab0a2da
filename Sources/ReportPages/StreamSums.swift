import Distribution
import EVMTypes
import ReportDocuments

/// The revenue of each stream over all epochs, in base units of one payout asset.
struct StreamSums: Sendable {
  /// A stream's sums.
  struct Stream: Sendable {
    let id: String
    let title: String
    var revenue: UInt256
    var contribution: UInt256
    /// Its revenue in each epoch of the asset; `nil` where the epoch does not have it.
    var history: [UInt256?]
  }

  /// The streams: those of the latest epoch in its order, then those that ended before it.
  private(set) var streams: [Stream] = []
  /// All revenue.
  private(set) var revenue = UInt256.zero
  /// All that went to the pool.
  private(set) var contribution = UInt256.zero
  /// All that holders were paid.
  private(set) var paid = UInt256.zero
  /// All that was reinvested.
  private(set) var reinvested = SignedAmount.zero

  /// Adds up the epochs of an asset.
  init(of history: AssetHistory) throws(AmountOverflow) {
    for (index, entry) in history.entries.enumerated().reversed() {
      let payout = entry.payout
      for figures in payout.streams {
        let place = place(of: figures.stream, epochCount: history.entries.count)
        streams[place].revenue = try streams[place].revenue.adding(figures.revenue)
        streams[place].contribution =
          try streams[place].contribution.adding(figures.contribution)
        streams[place].history[index] = figures.revenue
      }
      revenue = try revenue.adding(payout.totals.revenue)
      contribution = try contribution.adding(payout.totals.contributions)
      paid = try paid.adding(payout.claims.toFund)
      reinvested = try reinvested.adding(payout.pool.reinvested)
    }
  }

  private mutating func place(of stream: Distribution.Stream, epochCount: Int) -> Int {
    if let known = streams.firstIndex(where: { $0.id.utf8.elementsEqual(stream.id.utf8) }) {
      return known
    }
    streams.append(
      Stream(
        id: stream.id,
        title: stream.title,
        revenue: .zero,
        contribution: .zero,
        history: [UInt256?](repeating: nil, count: epochCount)
      )
    )
    return streams.count - 1
  }
}
