import Distribution
import EVMTypes
import ReportDocuments

/// How a correction changes the share of a holder.
struct ShareDifferenceRow: Sendable {
  /// So many holders are listed at most; where there are more, half as many, those whose shares change most.
  private static let mostRows = 200

  let account: String
  let before: AmountText
  let after: AmountText
  /// `+`, or nothing where the share shrinks: the amount has its minus sign then.
  let sign: String
  let difference: AmountText

  /// The rows that a page shows, in account order.
  static func shown(of differences: [ShareDifference], in token: Token) -> [ShareDifferenceRow] {
    guard differences.count > mostRows else {
      return differences.map { ShareDifferenceRow($0, in: token) }
    }
    let largest = differences.sorted { left, right in
      left.amount.magnitude == right.amount.magnitude
        ? left.account < right.account : left.amount.magnitude > right.amount.magnitude
    }
    return largest.prefix(mostRows / 2).sorted { $0.account < $1.account }
      .map { ShareDifferenceRow($0, in: token) }
  }

  private init(_ difference: ShareDifference, in token: Token) {
    self.account = difference.account.description
    self.before = AmountText(difference.before, of: token)
    self.after = AmountText(difference.after, of: token)
    self.sign = difference.amount.isNegative ? "" : "+"
    self.difference = AmountText(difference.amount, of: token)
  }
}
