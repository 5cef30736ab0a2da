import Distribution
import EVMTypes

/// `governance.yaml`: the decisions.
struct Governance {
  let decisions: [DecidedRules]
  /// Whether every decision of the file could be read.
  let isComplete: Bool

  static let file = "governance.yaml"
  static let format = "revshare-governance-v1"

  /// Reads the file and logs what does not fit; fails when there is no list of decisions.
  ///
  /// - Parameters:
  ///   - bytes: The file.
  ///   - settings: The streams and payout assets that it may name; `nil` when they could not be read.
  ///   - log: Takes the problems.
  init?(parsing bytes: [UInt8], settings: BookSettings?, log: ProblemLog) {
    guard let root = YAMLReader(parsing: bytes, file: Self.file, log: log) else { return nil }
    root.allow(["format", "decisions"])
    let problemCount = log.count
    if let format = root.required("format"), let word = format.word, word != Self.format {
      format.problem("expected \(Self.format)")
    }
    let decisions = root.required("decisions")?
      .distinct("decision") { item in
        item.decidedRules(settings: settings).map { ($0.decision.id, $0) }
      }
    guard let decisions else { return nil }
    self.decisions = decisions
    self.isComplete = log.count == problemCount
  }

  /// The decision in force: the one with the latest effective epoch not after this one.
  func decision(inForceIn epoch: Int) -> Decision? { effective(upTo: epoch).last?.decision }

  /// The decisions that took effect up to an epoch, in the order of their effective epochs.
  ///
  /// Where two are for one epoch, the one marked retroactive replaces the other.
  func effective(upTo epoch: Int) -> [DecidedRules] {
    let candidates = decisions.filter { $0.decision.effectiveEpoch <= epoch }
    return
      candidates.filter { rules in
        rules.decision.retroactive != nil
          || !candidates.contains {
            $0.decision.retroactive != nil
              && $0.decision.effectiveEpoch == rules.decision.effectiveEpoch
          }
      }
      .sorted { $0.decision.effectiveEpoch < $1.decision.effectiveEpoch }
  }

  /// Logs decisions that contradict each other or the epochs.
  func check(settings: BookSettings, log: ProblemLog, items: [YAMLReader]) {
    let epochs = settings.epochs.map(\.epoch)
    let all = decisions.map(\.decision)
    for (index, decision) in all.enumerated() where index < items.count {
      let item = items[index]
      if let epoch = epochs.first(where: { $0.number == decision.effectiveEpoch }),
        decision.decidedAt >= epoch.start, decision.retroactive == nil
      {
        (item.optional("decidedAt") ?? item)
          .problem(
            "decided after epoch \(epoch.number) began; make it effective later, "
              + "or add `retroactive` with the reason"
          )
      }
      let twins = all[..<index].filter { $0.effectiveEpoch == decision.effectiveEpoch }
      let sameKind = twins.filter { ($0.retroactive == nil) == (decision.retroactive == nil) }
      if let twin = sameKind.first {
        item.optional("effectiveEpoch")?
          .problem(
            "\(twin.id) takes effect in epoch \(decision.effectiveEpoch) too; "
              + "one of them has to be another epoch's, or retroactive with a reason"
          )
      }
      checkRules(decisions[index], settings: settings, item: item)
    }
    for epoch in epochs where decision(inForceIn: epoch.number) == nil {
      log.add(
        BookProblem(
          file: Self.file,
          line: 1,
          place: "decisions",
          fact: "no decision is in force in epoch \(epoch.number); add one"
        )
      )
    }
  }

  /// Logs rules that the ruleset in force does not know, and a ruleset that goes down.
  private func checkRules(_ rules: DecidedRules, settings: BookSettings, item: YAMLReader) {
    let epoch = rules.decision.effectiveEpoch
    let before = ruleset(in: epoch - 1, first: settings.ruleset)
    if let ruleset = rules.ruleset, ruleset.rawValue < before.rawValue {
      item.optional("ruleset")?
        .problem("a ruleset never goes down; ruleset \(before.rawValue) is in force before it")
    }
    switch ruleset(in: epoch, first: settings.ruleset) {
    case .v1:
      for key in ["weighting", "minimumPayout", "snapshot"] {
        item.optional(key)?
          .problem("ruleset 1, which is in force then, has no such rule; add `ruleset: 2`")
      }
    case .v2: return
    }
  }

  /// The items of the list of decisions, to log problems at.
  static func items(of bytes: [UInt8], log: ProblemLog) -> [YAMLReader] {
    YAMLReader(parsing: bytes, file: file, log: log)?.optional("decisions")?.items ?? []
  }
}

extension YAMLReader {
  fileprivate func decidedRules(settings: BookSettings?) -> DecidedRules? {
    allow([
      "id", "title", "decidedAt", "effectiveEpoch", "stakerShare", "poolShares", "ruleset",
      "weighting", "minimumPayout", "rationale", "link", "tally", "quorum", "retroactive",
    ])
    let decision = decision(settings: settings)
    let ruleset = optional("ruleset").map(\.ruleset) ?? .some(nil)
    let weighting = optional("weighting").map(\.weighting) ?? .some(nil)
    let minimums =
      optional("minimumPayout").map { $0.minimums(of: settings?.payouts.map(\.asset)) } ?? .some(nil)
    guard let decision, let ruleset, let weighting, let minimums else { return nil }
    return DecidedRules(
      decision: decision,
      ruleset: ruleset,
      weighting: weighting,
      minimums: minimums
    )
  }

  private func decision(settings: BookSettings?) -> Decision? {
    let id = required("id")?.identifier
    let title = required("title")?.text
    let decidedAt = required("decidedAt")?.time
    let effectiveEpoch = required("effectiveEpoch")?.count
    let stakerShare = required("stakerShare")?.percentage
    let poolShares = required("poolShares")?.poolShares(streams: settings?.streams.map(\.id))
    let rationale = required("rationale")?.text
    let link = required("link")?.link
    let tally = optional("tally").map(\.tally) ?? []
    let quorum = optional("quorum")?.decimal
    let retroactive = optional("retroactive")?.text
    guard let id, let title, let decidedAt, let effectiveEpoch, let stakerShare, let poolShares,
      let rationale, let link, let tally
    else { return nil }
    return Decision(
      id: id,
      title: title,
      decidedAt: decidedAt,
      effectiveEpoch: effectiveEpoch,
      stakerShare: stakerShare,
      poolShares: poolShares,
      rationale: rationale,
      link: link,
      tally: tally,
      quorum: quorum,
      retroactive: retroactive
    )
  }

  private func poolShares(streams: [String]?) -> [PoolShare]? {
    guard let members else { return nil }
    guard !members.isEmpty else {
      problem("there is no pool share; add one for each stream")
      return nil
    }
    var shares: [PoolShare] = []
    for (key, value) in members {
      if let streams, !streams.contains(key) {
        value.problem("revshare.yaml has no stream \(key)")
      }
      if let share = value.percentage { shares.append(PoolShare(stream: key, share: share)) }
    }
    guard let streams else { return shares }
    return streams.compactMap { stream in shares.first { $0.stream == stream } }
  }

  private var tally: [TallyLine]? {
    items?
      .compactMap { item in
        item.allow(["choice", "votes"])
        let choice = item.required("choice")?.text
        let votes = item.required("votes")?.decimal
        guard let choice, let votes else { return nil }
        return TallyLine(choice: choice, votes: votes)
      }
  }
}
