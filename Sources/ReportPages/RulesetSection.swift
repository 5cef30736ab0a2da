import Distribution
import EVMTypes
import ReportDocuments

/// The parameters of a ruleset in its latest epoch of the site.
struct RulesetSection: Sendable {
  let number: Int
  /// The epochs that are computed under it, such as `epochs 1 to 3`.
  let epochs: String
  let isInForce: Bool
  /// The epoch whose parameters these are.
  let epoch: Int
  let files: EpochPaths
  let rows: [RuleRow]

  /// The rulesets of a site's epochs, the one in force first.
  static func all(of reports: [EpochReport]) -> [RulesetSection] {
    Ruleset.allCases.reversed().compactMap { ruleset in
      let own = reports.filter { $0.ruleset == ruleset }
      guard let first = own.first, let last = own.last else { return nil }
      return RulesetSection(from: first, to: last, isInForce: ruleset == reports.last?.ruleset)
    }
  }

  private init(from first: EpochReport, to last: EpochReport, isInForce: Bool) {
    let numbers = (first.epoch.number, last.epoch.number)
    self.number = last.ruleset.rawValue
    self.epochs =
      numbers.0 == numbers.1 ? "epoch \(numbers.0)" : "epochs \(numbers.0) to \(numbers.1)"
    self.isInForce = isInForce
    self.epoch = numbers.1
    self.files = EpochPaths(last)
    self.rows = Self.shares(of: last) + Self.rules(of: last) + Self.claims(of: last)
  }

  private static func shares(of report: EpochReport) -> [RuleRow] {
    let decision = report.decision
    let origin = RuleOrigins.Reference(
      id: decision.id,
      title: decision.title,
      link: decision.link
    )
    let streams = report.main.streams.map { figures in
      RuleRow(
        "Pool share of \(figures.stream.title)",
        figures.poolShare.description,
        "of the stream's revenue",
        origin
      )
    }
    return [
      RuleRow("Staker share", decision.stakerShare.description, "of the pool", origin)
    ] + streams
  }

  private static func rules(of report: EpochReport) -> [RuleRow] {
    switch report.ruleset {
    case .v1:
      let source = "ruleset 1"
      return [
        RuleRow(
          "Weight",
          RuleWords.text(of: report.weighting.multiplier, times: "\u{00D7}"),
          "a withdrawal takes the \(report.weighting.withdrawals.rawValue) stake first",
          nil,
          else: source
        ),
        RuleRow("Minimum payout", "none", "every share is paid at once", nil, else: source),
      ]
    case .v2: return RuleRow.all(of: report)
    }
  }

  private static func claims(of report: EpochReport) -> [RuleRow] {
    let rows = report.payouts.flatMap { payout in
      let tree = TreeText(payout.claims.tree)
      return [
        RuleRow(
          "Claims in \(payout.asset.token.symbol)",
          payout.claims.scheme == .cumulative ? "cumulative" : "per epoch",
          payout.claims.scheme == .cumulative
            ? "all that was ever paid: each root replaces the one before"
            : "what this epoch pays: each root stands beside those before",
          nil,
          else: "the books"
        ),
        RuleRow(
          "Tree of claims in \(payout.asset.token.symbol)",
          "\(tree.name) (\(tree.code))",
          "leaves (\(tree.leaf)) \(tree.order)",
          nil,
          else: "the books"
        ),
        RuleRow(
          "Distributor of \(payout.asset.token.symbol)",
          payout.distributor?.description ?? "not named",
          "the contract that pays claims on \(report.chain.name)",
          nil,
          else: "the books"
        ),
      ]
    }
    let exclusions = RuleRow(
      "Excluded accounts",
      grouped(report.exclusions.count),
      "their stake counts for nobody; the report names them with the reason",
      nil,
      else: "the books"
    )
    return [exclusions] + rows
  }
}
