import Distribution
import EVMTypes
import ReportDocuments
import StrictJSON

/// An epoch as it is beside what it would be under other terms.
struct WhatIfComparison {
  private let real: EpochDistribution
  private let other: EpochDistribution

  init(_ real: EpochDistribution, _ other: EpochDistribution) {
    self.real = real
    self.other = other
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
    for (left, right) in zip(real.payouts, other.payouts) {
      lines += [""] + Self.lines(left, right)
    }
    return lines + ["", "Nothing was changed: this is one epoch, with all that was carried in."]
  }

  private static func lines(_ left: PayoutDistribution, _ right: PayoutDistribution) -> [String] {
    let format = AmountFormat(token: left.terms.asset.token)
    var table = TextTable()
    table.append(["\(left.terms.asset.token.symbol)", "as it is", "what if", "difference"])
    for (name, figure) in figures {
      let (before, after) = (figure(left), figure(right))
      let difference = try? after.subtracting(before)
      table.append([
        name, format.text(before), format.text(after), difference.map(format.signed) ?? "-",
      ])
    }
    let changes = changes(left, right)
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

  private static var figures: [(String, (PayoutDistribution) -> SignedAmount)] {
    [
      ("Pool", { SignedAmount($0.pool.amount) }),
      ("Allocated to stakers", { SignedAmount($0.pool.allocated) }),
      ("Reinvested", { $0.pool.reinvested }),
      ("Allocation", { SignedAmount($0.allocation.amount) }),
      ("Paid", { SignedAmount($0.payment.paid) }),
      ("Accruals carried out", { $0.payment.accruedOut }),
      ("Yield of 1,000 tokens", { SignedAmount($0.yieldPerThousand ?? .zero) }),
    ]
  }

  private static func changes(
    _ left: PayoutDistribution,
    _ right: PayoutDistribution
  ) -> [ShareDifference] {
    (try? ShareDifference.all(between: right.holders, and: left.holders)) ?? []
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
          zip(real.payouts, other.payouts).map { left, right in
            .object([
              .init("asset", .string(left.terms.asset.id)),
              .init(
                "figures",
                .array(Self.figures.map { Self.figure($0.0, $0.1(left), $0.1(right)) })
              ),
              .init(
                "changes",
                .array(
                  Self.changes(left, right).map {
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
    _ real: SignedAmount,
    _ other: SignedAmount
  ) -> JSONValue {
    .object([
      .init("name", .string(name)), .init("real", .string(real.description)),
      .init("whatIf", .string(other.description)),
    ])
  }
}
