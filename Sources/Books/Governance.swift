import Distribution
import EVMTypes
import FileStore

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
  ///   - votes: The files of votes that it names, by their path.
  ///   - settings: The streams and payout assets that it may name; `nil` when they could not be read.
  ///   - log: Takes the problems.
  init?(
    parsing bytes: [UInt8],
    votes: [RelativePath: [UInt8]],
    settings: BookSettings?,
    log: ProblemLog
  ) {
    guard let root = YAMLReader(parsing: bytes, file: Self.file, log: log) else { return nil }
    root.allow(["format", "decisions"])
    let problemCount = log.count
    if let format = root.required("format"), let word = format.word, word != Self.format {
      format.problem("expected \(Self.format)")
    }
    let decisions = root.required("decisions")?
      .distinct("decision") { item in
        item.decidedRules(settings: settings, votes, log: log).map { ($0.decision.id, $0) }
      }
    guard let decisions else { return nil }
    self.decisions = decisions
    self.isComplete = log.count == problemCount
  }

  /// The files of votes that the file names.
  static func voteFiles(of bytes: [UInt8]) -> [RelativePath] {
    items(of: bytes, log: ProblemLog()).flatMap { $0.optional("snapshot")?.voteFiles ?? [] }
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
  fileprivate func decidedRules(
    settings: BookSettings?,
    _ files: [RelativePath: [UInt8]],
    log: ProblemLog
  ) -> DecidedRules? {
    allow([
      "id", "title", "decidedAt", "effectiveEpoch", "stakerShare", "poolShares", "ruleset",
      "weighting", "minimumPayout", "rationale", "link", "snapshot", "tally", "quorum",
      "retroactive",
    ])
    let snapshot = optional("snapshot")
    let vote = snapshot?.vote(files, log: log)
    if snapshot != nil {
      for key in ["tally", "quorum"] {
        optional(key)?.problem("the vote of `snapshot` says this; remove the key")
      }
    }
    let decision = decision(settings: settings, vote, isVoted: snapshot != nil)
    let ruleset = optional("ruleset").map(\.ruleset) ?? .some(nil)
    let weighting = optional("weighting").map(\.weighting) ?? .some(nil)
    let minimums =
      optional("minimumPayout").map { $0.minimums(of: settings?.payouts.map(\.asset)) }
      ?? .some(nil)
    guard let decision, let ruleset, let weighting, let minimums,
      (snapshot == nil) == (vote == nil)
    else { return nil }
    return DecidedRules(
      decision: decision,
      ballots: vote?.ballots ?? [],
      ruleset: ruleset,
      weighting: weighting,
      minimums: minimums
    )
  }

  /// Reads a decision; what a vote says is not asked for where the vote could not be counted.
  private func decision(settings: BookSettings?, _ vote: Vote?, isVoted: Bool) -> Decision? {
    let id = required("id")?.identifier
    let title = isVoted && optional("title") == nil ? vote?.proposal.title : required("title")?.text
    let decidedAt = decidedAt(of: vote, isVoted: isVoted)
    let effectiveEpoch = required("effectiveEpoch")?.count
    let stakerShare = stakerShare(of: vote, isVoted: isVoted)
    let poolShares = required("poolShares")?.poolShares(streams: settings?.streams.map(\.id))
    let rationale = required("rationale")?.text
    let link = required("link")?.link
    let tally =
      vote.map { $0.choices.map { TallyLine(choice: $0.name, votes: "\($0.tally)") } }
      ?? optional("tally").map(\.tally) ?? []
    let quorum =
      vote.map { $0.proposal.quorum.isZero ? nil : "\($0.proposal.quorum)" }
      ?? optional("quorum")?.decimal
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
      retroactive: retroactive,
      vote: vote?.result
    )
  }

  /// When it was decided: never before its vote ended.
  private func decidedAt(of vote: Vote?, isVoted: Bool) -> Timestamp? {
    guard isVoted else { return required("decidedAt")?.time }
    guard let place = optional("decidedAt") else { return vote?.proposal.end }
    guard let time = place.time, let vote else { return nil }
    guard time >= vote.proposal.end else {
      place.problem("lies before the vote ended, at \(vote.proposal.end)")
      return nil
    }
    return time
  }

  /// The stakers' share: the books' word, or the vote's.
  private func stakerShare(of vote: Vote?, isVoted: Bool) -> Percentage? {
    let place = optional("stakerShare")
    if isVoted, vote == nil { return place?.percentage }
    guard let share = vote?.outcome.stakerShare else { return required("stakerShare")?.percentage }
    place?.problem("the vote decides this, \(share); remove the key")
    return share
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
