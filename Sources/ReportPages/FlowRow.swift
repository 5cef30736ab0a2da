import Distribution
import EVMTypes
import ReportDocuments

/// A flow from a stream or the pool to where it goes.
///
/// The percentage is the one that was decided; the amount is rounded down from it.
struct FlowRow: Sendable {
  let source: String
  let target: String
  let amount: AmountText
  let percent: String

  /// Every flow of an epoch, in the order of the streams, the pool's last.
  static func all(of payout: PayoutReport) -> [FlowRow] {
    let token = payout.asset.token
    func row(_ source: String, _ target: String, _ part: SignedAmount, _ share: String) -> FlowRow {
      FlowRow(source: source, target: target, amount: AmountText(part, of: token), percent: share)
    }
    let streams = payout.streams.flatMap { figures in
      let (title, share) = (figures.stream.title, figures.poolShare)
      return [
        row(title, "Pool", SignedAmount(figures.contribution), share.description),
        row(title, "Retained", SignedAmount(figures.retained), complement(of: share)),
      ]
    }
    let share = payout.pool.stakerShare
    let returned =
      payout.pool.returned.isZero
      ? [] : [row("Expired claims", "Pool", SignedAmount(payout.pool.returned), "100%")]
    // With corrections the reinvested part is no round percentage of the pool.
    let charge = payout.pool.correctionCharge
    let rest = charge == .zero ? complement(of: share) : ""
    let corrections = charge == .zero ? [] : [row("Pool", "Corrections", charge, "")]
    return streams + returned + [
      row("Pool", "Stakers", SignedAmount(payout.pool.allocated), share.description)
    ] + corrections + [row("Pool", "Reinvested", payout.pool.reinvested, rest)]
  }

  private static func complement(of share: Percentage) -> String {
    Percentage(partsPerMillion: 1_000_000 - share.partsPerMillion)?.description ?? ""
  }
}
