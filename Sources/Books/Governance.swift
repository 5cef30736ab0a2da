import Distribution
import EVMTypes

/// `governance.yaml`: the decisions.
struct Governance {
  let decisions: [Decision]
  /// Whether every decision of the file could be read.
  let isComplete: Bool

  static let file = "governance.yaml"
  static let format = "revshare-governance-v1"

  /// Reads the file and logs what does not fit; fails when there is no list of decisions.
  ///
  /// - Parameters:
  ///   - bytes: The file.
  ///   - streams: The streams of the books, if they could be read; pool shares are put in their order.
  ///   - log: Takes the problems.
  init?(parsing bytes: [UInt8], streams: [Stream]?, log: ProblemLog) {
    guard let root = YAMLReader(parsing: bytes, file: Self.file, log: log) else { return nil }
    root.allow(["format", "decisions"])
    let problemCount = log.count
    if let format = root.required("format"), let word = format.word, word != Self.format {
      format.problem("expected \(Self.format)")
    }
    let decisions = root.required("decisions")?
      .distinct("decision") { item in
        item.decision(streams: streams).map { ($0.id, $0) }
      }
    guard let decisions else { return nil }
    self.decisions = decisions
    self.isComplete = log.count == problemCount
  }

  /// The decision in force: the one with the latest effective epoch not after this one.
  ///
  /// Where two are for one epoch, the one marked retroactive replaces the other.
  func decision(inForceIn epoch: Int) -> Decision? {
    let candidates = decisions.filter { $0.effectiveEpoch <= epoch }
    let latest = candidates.map(\.effectiveEpoch).max()
    let inForce = candidates.filter { $0.effectiveEpoch == latest }
    return inForce.first { $0.retroactive != nil } ?? inForce.first
  }

  /// Logs decisions that contradict each other or the epochs.
  func check(epochs: [Epoch], log: ProblemLog, items: [YAMLReader]) {
    for (index, decision) in decisions.enumerated() where index < items.count {
      let item = items[index]
      if let epoch = epochs.first(where: { $0.number == decision.effectiveEpoch }),
        decision.decidedAt >= epoch.start, decision.retroactive == nil
      {
        item.optional("decidedAt")?
          .problem(
            "decided after epoch \(epoch.number) began; make it effective later, "
              + "or add `retroactive` with the reason"
          )
      }
      let twins = decisions[..<index].filter { $0.effectiveEpoch == decision.effectiveEpoch }
      let sameKind = twins.filter { ($0.retroactive == nil) == (decision.retroactive == nil) }
      if let twin = sameKind.first {
        item.optional("effectiveEpoch")?
          .problem(
            "\(twin.id) takes effect in epoch \(decision.effectiveEpoch) too; "
              + "one of them has to be another epoch's, or retroactive with a reason"
          )
      }
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

  /// The items of the list of decisions, to log problems at.
  static func items(of bytes: [UInt8], log: ProblemLog) -> [YAMLReader] {
    YAMLReader(parsing: bytes, file: file, log: log)?.optional("decisions")?.items ?? []
  }
}

extension YAMLReader {
  fileprivate func decision(streams: [Stream]?) -> Decision? {
    allow([
      "id", "title", "decidedAt", "effectiveEpoch", "stakerShare", "poolShares", "rationale",
      "link",
      "tally", "quorum", "retroactive",
    ])
    let id = required("id")?.identifier
    let title = required("title")?.text
    let decidedAt = required("decidedAt")?.time
    let effectiveEpoch = required("effectiveEpoch")?.count
    let stakerShare = required("stakerShare")?.percentage
    let poolShares = required("poolShares")?.poolShares(streams: streams)
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

  private func poolShares(streams: [Stream]?) -> [PoolShare]? {
    guard let members else { return nil }
    guard !members.isEmpty else {
      problem("there is no pool share; add one for each stream")
      return nil
    }
    var shares: [PoolShare] = []
    for (key, value) in members {
      if let streams, !streams.contains(where: { $0.id == key }) {
        value.problem("revshare.yaml has no stream \(key)")
      }
      if let share = value.percentage { shares.append(PoolShare(stream: key, share: share)) }
    }
    guard let streams else { return shares }
    return streams.compactMap { stream in shares.first { $0.stream == stream.id } }
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
