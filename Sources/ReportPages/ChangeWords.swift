import Distribution
import ReportDocuments

/// What changed in the rules since the epoch before, in sentences.
enum ChangeWords {
  /// The sentences; one that says so where nothing changed.
  static func all(from before: EpochReport, to now: EpochReport) -> [String] {
    let sentences =
      decision(before, now) + streams(before, now) + rules(before, now)
    return sentences.isEmpty
      ? ["Nothing in the rules changed: the same decision divides the pool as before."] : sentences
  }

  private static func decision(_ before: EpochReport, _ now: EpochReport) -> [String] {
    var sentences: [String] = []
    let (old, new) = (before.decision, now.decision)
    if !old.id.utf8.elementsEqual(new.id.utf8) {
      sentences.append("\(new.id) is in force in place of \(old.id).")
    }
    if old.stakerShare != new.stakerShare {
      sentences.append(
        "Stakers get \(new.stakerShare) of the pool; before, it was \(old.stakerShare)."
      )
    }
    return sentences
  }

  private static func streams(_ before: EpochReport, _ now: EpochReport) -> [String] {
    var sentences: [String] = []
    let (old, new) = (allStreams(of: before), allStreams(of: now))
    for figures in new {
      let title = figures.stream.title
      guard let earlier = old.first(where: { $0.stream.id == figures.stream.id }) else {
        sentences.append("\(title) is a new stream: \(figures.poolShare) of it goes to the pool.")
        continue
      }
      if !earlier.stream.title.utf8.elementsEqual(title.utf8) {
        sentences.append("\(earlier.stream.title) is now called \(title).")
      }
      if earlier.poolShare != figures.poolShare {
        sentences.append(
          "\(figures.poolShare) of \(title) goes to the pool; before, it was \(earlier.poolShare)."
        )
      }
    }
    for figures in old where !new.contains(where: { $0.stream.id == figures.stream.id }) {
      sentences.append("The stream \(figures.stream.title) has ended.")
    }
    return sentences
  }

  /// The streams of every payout asset, each once.
  private static func allStreams(of report: EpochReport) -> [StreamFigures] {
    var streams: [StreamFigures] = []
    for figures in report.payouts.flatMap(\.streams)
    where !streams.contains(where: { $0.stream.id == figures.stream.id }) {
      streams.append(figures)
    }
    return streams
  }

  private static func rules(_ before: EpochReport, _ now: EpochReport) -> [String] {
    var sentences: [String] = []
    if before.ruleset != now.ruleset {
      sentences.append(
        "Ruleset \(now.ruleset.rawValue) is in force in place of \(before.ruleset.rawValue)."
      )
    }
    if before.weighting != now.weighting {
      let text = RuleWords.text(of: now.weighting.multiplier, times: "\u{00D7}")
      let order = now.weighting.withdrawals.rawValue
      sentences.append(
        "Weight is now \(text); a withdrawal takes the \(order) stake first."
      )
    }
    for payout in now.payouts {
      guard let earlier = before.payouts.first(where: { $0.asset.id == payout.asset.id }) else {
        sentences.append("Claims are paid in \(payout.asset.token.symbol) too.")
        continue
      }
      if earlier.payment.minimum != payout.payment.minimum {
        let amount = AmountText(payout.payment.minimum, of: payout.asset.token)
        sentences.append("Less than \(amount.full) \(amount.unit) is kept and not paid.")
      }
      if earlier.claims.scheme != payout.claims.scheme {
        sentences.append(
          payout.claims.scheme == .cumulative
            ? "Claims in \(payout.asset.token.symbol) are cumulative from now on."
            : "Claims in \(payout.asset.token.symbol) are those of one epoch from now on."
        )
      }
    }
    return sentences
  }
}
