import ReportDocuments

extension EpochReport {
  /// The first payout asset, whose figures stand for the epoch where there is room for one only.
  var main: PayoutReport { payouts[0] }
}
