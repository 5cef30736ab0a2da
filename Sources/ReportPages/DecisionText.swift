import Distribution
import EVMTypes

/// The decision in force, with its vote.
struct DecisionText: Sendable {
  /// A choice with its votes.
  struct TallyRow: Sendable {
    let choice: String
    let votes: String
    let percent: String
    let difference: String
    let bar: SVGMarkup
  }

  /// A step of the median: the votes for this percentage and lower ones.
  struct MedianRow: Sendable {
    let percentage: String
    let cumulative: String
    let percent: String
    let isMedian: Bool
  }

  let id: String
  let title: String
  let stakerShare: String
  let decidedTime: String
  let decidedDay: String
  let effectiveEpoch: Int
  let hasLink: Bool
  let link: String
  let linkText: String
  let isRetroactive: Bool
  let retroactive: String
  let rationale: [String]
  let hasTally: Bool
  let tally: [TallyRow]
  let totalVotes: String
  let hasQuorum: Bool
  let quorum: String
  let hasVote: Bool
  let voteWords: String
  let hasMedian: Bool
  let median: [MedianRow]

  init(_ decision: Decision) {
    let votes = VoteCount(decision.tally.map(\.votes))
    self.id = decision.id
    self.title = decision.title
    self.stakerShare = decision.stakerShare.description
    self.decidedTime = decision.decidedAt.description
    self.decidedDay = DateText(decision.decidedAt).words
    self.effectiveEpoch = decision.effectiveEpoch
    self.link = safeLink(decision.link) ?? ""
    self.hasLink = !link.isEmpty
    self.linkText = cut(decision.link.replacingPrefix("https://"), to: 60)
    self.isRetroactive = decision.retroactive != nil
    self.retroactive = decision.retroactive ?? ""
    self.rationale = Self.paragraphs(of: decision.rationale)
    self.hasTally = !decision.tally.isEmpty
    self.tally = decision.tally.enumerated().map { index, line in
      TallyRow(
        choice: line.choice,
        votes: VoteCount.text(line.votes),
        percent: votes.map { percentRoundedDown($0.counts[index], of: $0.total) } ?? "",
        difference: decision.vote.map { VoteCount.signed($0.choices[index].differenceText) } ?? "",
        bar: votes.map { BarMark.markup(of: $0.counts[index], in: $0.total) } ?? SVGMarkup()
      )
    }
    self.totalVotes = votes?.totalText ?? ""
    self.quorum = decision.quorum.map(VoteCount.text) ?? ""
    self.hasQuorum = decision.quorum != nil
    self.hasVote = decision.vote != nil
    self.voteWords = decision.vote.map(Self.words) ?? ""
    self.median = decision.vote.map(Self.median) ?? []
    self.hasMedian = !median.isEmpty
  }

  /// What a counted vote says, in words.
  private static func words(of vote: Vote) -> String {
    let proposal = vote.proposal
    let voters = counted(vote.voterCount, "account", "accounts")
    let source = "\(voters) voted in \(proposal.space) until \(DateText(proposal.end).words)."
    let rule =
      switch vote.rule {
      case .adopts(let choice): "\(choice) has the most votes, which adopts the decision."
      case .winnersShare:
        "The choice with the most votes, \(vote.choices[vote.outcome.choice - 1].name), is the stakers' share."
      case .medianShare:
        "The stakers' share is the median of the votes: \(vote.choices[vote.outcome.choice - 1].name). Half of the votes "
          + "want at most this much."
      }
    return source + " " + rule
      + " The votes were counted again from every one of them; what the hub states, a sum of rounded numbers, differs by "
      + "what its column says."
  }

  private static func median(of vote: Vote) -> [MedianRow] {
    guard case .medianShare = vote.rule, let median = try? WeightedMedian(of: vote.choices) else {
      return []
    }
    return median.steps.enumerated().map { place, step in
      MedianRow(
        percentage: step.percentage.description,
        cumulative: VoteCount.text(step.cumulative.description),
        percent: percentRoundedDown(step.cumulative.units, of: median.total.units),
        isMedian: place == median.place
      )
    }
  }

  /// The paragraphs of a text: they are divided by empty lines.
  static func paragraphs(of text: String) -> [String] {
    var paragraphs: [[UInt8]] = [[]]
    for line in text.utf8.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false) {
      let isEmpty = line.allSatisfy { $0 == UInt8(ascii: " ") || $0 == UInt8(ascii: "\r") }
      if isEmpty {
        paragraphs.append([])
      } else {
        let space = paragraphs[paragraphs.count - 1].isEmpty ? "" : " "
        paragraphs[paragraphs.count - 1] += Array(space.utf8) + Array(line)
      }
    }
    return paragraphs.filter { !$0.isEmpty }.map { String(decoding: $0, as: UTF8.self) }
  }
}

extension String {
  fileprivate func replacingPrefix(_ prefix: String) -> String {
    utf8.starts(with: prefix.utf8)
      ? String(decoding: utf8.dropFirst(prefix.utf8.count), as: UTF8.self) : self
  }
}
