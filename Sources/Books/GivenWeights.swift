import Distribution
import EVMTypes
import FileStore

/// The stake × time that weights of epochs are given by.
struct GivenWeights: Sendable {
  private var sums: [Int: [StakeSum]] = [:]

  /// Reads the files that the books name, and logs what does not fit.
  init(
    of settings: BookSettings,
    under governance: Governance?,
    from store: some FileStore,
    log: ProblemLog
  ) throws(BooksError) {
    if let lots = settings.opening?.lots, let first = settings.epochs.first?.epoch.number,
      settings.ledgers.weights.contains(where: { $0.epoch == first })
    {
      let fact =
        "the weights of epoch \(first) are given, so that no lots are taken over; remove opening.lots from revshare.yaml"
      log.add(BookProblem(file: lots.description, line: 1, place: "", fact: fact))
    }
    for setting in settings.ledgers.weights {
      let multiplier = governance?.weighting(in: setting.epoch).multiplier
      let ruleset = governance?.ruleset(in: setting.epoch, first: settings.ruleset)
      if let fact = Self.problem(ruleset, multiplier, in: setting.epoch) {
        log.add(
          BookProblem(file: setting.file.description, line: 1, place: "", fact: fact)
        )
        continue
      }
      let reader = WeightsReader(
        setting,
        stepCount: multiplier?.stepCount,
        excluded: Set(settings.exclusions(in: setting.epoch).map(\.account)),
        log: log
      )
      self.sums[setting.epoch] = try reader.sums(from: store)
    }
  }

  /// The sums of an epoch, by account, then by step; `nil` where its weights come from events.
  subscript(epoch: Int) -> [StakeSum]? { sums[epoch] }

  /// Why no weights can be given; `nil` where they can.
  private static func problem(
    _ ruleset: Ruleset?,
    _ multiplier: Multiplier?,
    in epoch: Int
  ) -> String? {
    if ruleset == .v1 {
      return
        "epoch \(epoch) is under ruleset 1, which knows no given weights; a decision with `ruleset: 2` brings them"
    }
    if case .linear? = multiplier {
      return
        "in epoch \(epoch) the multiplier is linear, which has no steps to add up; weights can be given under plain "
        + "stake-time and under steps"
    }
    return nil
  }
}
