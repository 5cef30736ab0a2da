import Distribution
import EVMTypes

/// The decision in force, with its vote.
struct DecisionText: Sendable {
  /// A choice with its votes.
  struct TallyRow: Sendable {
    let choice: String
    let votes: String
    let percent: String
    let bar: SVGMarkup
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
        bar: votes.map { BarMark.markup(of: $0.counts[index], in: $0.total) } ?? SVGMarkup()
      )
    }
    self.totalVotes = votes?.totalText ?? ""
    self.quorum = decision.quorum.map(VoteCount.text) ?? ""
    self.hasQuorum = decision.quorum != nil
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

/// Votes that are decimals, counted in one unit.
struct VoteCount: Sendable {
  /// The votes, in the order given.
  let counts: [UInt256]
  /// All votes.
  let total: UInt256
  /// All votes in words.
  let totalText: String

  /// Counts votes; gives `nil` where one is not a decimal, or where they do not fit.
  init?(_ votes: [String]) {
    let parts = votes.map(Self.parts)
    let decimals = parts.map(\.fraction.count).max() ?? 0
    var counts: [UInt256] = []
    for (whole, fraction) in parts {
      let zeros = [UInt8](repeating: UInt8(ascii: "0"), count: decimals - fraction.count)
      guard !whole.isEmpty, let count = UInt256(digits: whole + fraction + zeros, after: .zero)
      else { return nil }
      counts.append(count)
    }
    guard let total = try? sum(of: counts) else { return nil }
    self.counts = counts
    self.total = total
    self.totalText = tokens(total, decimals: decimals)
  }

  /// A decimal with its digits grouped; any other text as it is.
  static func text(_ votes: String) -> String {
    let (whole, fraction) = parts(votes)
    let digits = UInt8(ascii: "0")...UInt8(ascii: "9")
    guard !whole.isEmpty, (whole + fraction).allSatisfy(digits.contains) else { return votes }
    return grouped(whole)
      + (fraction.isEmpty ? "" : "." + String(decoding: fraction, as: UTF8.self))
  }

  private static func parts(_ votes: String) -> (whole: [UInt8], fraction: [UInt8]) {
    let parts = votes.utf8.split(
      separator: UInt8(ascii: "."),
      maxSplits: 1,
      omittingEmptySubsequences: false
    )
    return (Array(parts[0]), parts.count > 1 ? Array(parts[1]) : [])
  }
}

extension String {
  fileprivate func replacingPrefix(_ prefix: String) -> String {
    utf8.starts(with: prefix.utf8)
      ? String(decoding: utf8.dropFirst(prefix.utf8.count), as: UTF8.self) : self
  }
}
