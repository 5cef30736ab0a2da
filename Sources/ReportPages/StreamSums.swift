import Distribution
import EVMTypes
import ReportDocuments

/// The revenue of each stream over all epochs, in base units of the latest payout asset.
struct StreamSums: Sendable {
  /// A stream's sums.
  struct Stream: Sendable {
    let id: String
    let title: String
    var revenue: UInt256
    var contribution: UInt256
  }

  /// The streams: those of the latest epoch in its order, then those that ended before it.
  private(set) var streams: [Stream] = []
  /// All revenue.
  private(set) var revenue = UInt256.zero
  /// All that went to the pool.
  private(set) var contribution = UInt256.zero

  /// Adds up the epochs that were paid in the asset of the latest one.
  init(of reports: [EpochReport]) throws(AmountOverflow) {
    for report in reports.reversed() where report.main.asset.id == reports.last?.main.asset.id {
      for figures in report.main.streams {
        let known = streams.firstIndex { $0.id.utf8.elementsEqual(figures.stream.id.utf8) }
        if let known {
          streams[known].revenue = try streams[known].revenue.adding(figures.revenue)
          streams[known].contribution =
            try streams[known].contribution.adding(figures.contribution)
        } else {
          streams.append(
            Stream(
              id: figures.stream.id,
              title: figures.stream.title,
              revenue: figures.revenue,
              contribution: figures.contribution
            )
          )
        }
        revenue = try revenue.adding(figures.revenue)
        contribution = try contribution.adding(figures.contribution)
      }
    }
  }
}
