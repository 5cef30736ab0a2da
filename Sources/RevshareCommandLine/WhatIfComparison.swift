import Distribution
import EVMTypes
import ReportDocuments
import StrictJSON

/// An epoch as it is beside what it would be under other terms.
struct WhatIfComparison {
  private let real: EpochDistribution
  private let other: EpochDistribution
  /// How the shares in each payout asset differ.
  private let changes: [[ShareDifference]]

  init(_ real: EpochDistribution, _ other: EpochDistribution) throws(AmountOverflow) {
    self.real = real
    self.other = other
    var changes: [[ShareDifference]] = []
    for (left, right) in zip(real.payouts, other.payouts) {
      changes.append(try ShareDifference.all(between: right.holders, and: left.holders))
    }
    self.changes = changes
  }

  /// How many of those who gain or lose most are printed.
  private static let extremeCount = 5

  /// The lines to print.
  var lines: [String] {
    let (before, after) = (real.terms, other.terms)
    var terms = TextTable()
    terms.append(["Epoch \(before.epoch.number)", "as it is", "what if"])
    terms.append([
      "Stakers' share", "\(before.decision.stakerShare)", "\(after.decision.stakerShare)",
    ])
    terms.append([
      "Weights", RuleWords.text(of: before.weighting.multiplier),
      RuleWords.text(of: after.weighting.multiplier),
    ])
    terms.append([
      "Withdrawals", before.weighting.withdrawals.rawValue, after.weighting.withdrawals.rawValue,
    ])
    terms.append(["Exclusions", "\(before.exclusions.count)", "\(after.exclusions.count)"])
    terms.append(["Holders", "\(real.stake.holderCount)", "\(other.stake.holderCount)"])
    var lines = terms.lines
    for (index, left) in real.payouts.enumerated() {
      lines += [""] + Self.lines(left, other.payouts[index], changes[index])
    }
    return lines + ["", "Nothing was changed: this is one epoch, with all that was carried in."]
  }

  private static func lines(
    _ left: PayoutDistribution,
    _ right: PayoutDistribution,
    _ changes: [ShareDifference]
  ) -> [String] {
    let format = AmountFormat(token: left.terms.asset.token)
    var table = TextTable()
    table.append(["\(left.terms.asset.token.symbol)", "as it is", "what if", "difference"])
    for (name, figure) in figures {
      let (before, after) = (figure(left), figure(right))
      var difference: SignedAmount?
      if let before, let after { difference = try? after.subtracting(before) }
      table.append([
        name, before.map(format.text) ?? "-", after.map(format.text) ?? "-",
        difference.map(format.signed) ?? "-",
      ])
    }
    let gains = changes.filter { !$0.amount.isNegative }.sorted(by: Self.isLarger)
    let losses = changes.filter(\.amount.isNegative).sorted(by: Self.isLarger)
    var lines = table.lines
    lines.append(
      "\(gains.count) accounts would have a larger share, \(losses.count) a smaller one."
    )
    for (title, list) in [("Largest gains", gains), ("Largest losses", losses)] where !list.isEmpty
    {
      var rows = TextTable()
      for change in list.prefix(extremeCount) {
        rows.append(["  \(change.account)", format.signed(change.amount)])
      }
      lines += [title] + rows.lines
    }
    return lines
  }

  private static var figures: [(String, (PayoutDistribution) -> SignedAmount?)] {
    [
      ("Pool", { SignedAmount($0.pool.amount) }),
      ("Allocated to stakers", { SignedAmount($0.pool.allocated) }),
      ("Reinvested", { $0.pool.reinvested }),
      ("Allocation", { SignedAmount($0.allocation.amount) }),
      ("Paid", { SignedAmount($0.payment.paid) }),
      ("Accruals carried out", { $0.payment.accruedOut }),
      ("Yield of 1,000 tokens", { $0.yieldPerThousand.map { SignedAmount($0) } }),
    ]
  }

  /// The larger change first, ties by account.
  private static func isLarger(_ left: ShareDifference, _ right: ShareDifference) -> Bool {
    left.amount.magnitude == right.amount.magnitude
      ? left.account < right.account : left.amount.magnitude > right.amount.magnitude
  }

  /// The same for machines, with every holder's change.
  var json: JSONValue {
    .object([
      .init("epoch", .integer(real.terms.epoch.number)),
      .init(
        "assets",
        .array(
          real.payouts.enumerated().map { index, left in
            .object([
              .init("asset", .string(left.terms.asset.id)),
              .init(
                "figures",
                .array(
                  Self.figures.map { Self.figure($0.0, $0.1(left), $0.1(other.payouts[index])) }
                )
              ),
              .init(
                "changes",
                .array(
                  changes[index].map {
                    .object([
                      .init("account", .string($0.account.description)),
                      .init("share", .string($0.amount.description)),
                    ])
                  }
                )
              ),
            ])
          }
        )
      ),
    ])
  }

  private static func figure(
    _ name: String,
    _ real: SignedAmount?,
    _ other: SignedAmount?
  ) -> JSONValue {
    .object([
      .init("name", .string(name)), .init("real", .optional(real?.description)),
      .init("whatIf", .optional(other?.description)),
    ])
  }
}
