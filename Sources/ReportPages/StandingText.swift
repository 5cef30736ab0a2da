import Distribution
import EVMTypes
import ReportDocuments

/// How the contract that pays stood on the chain, in words.
struct StandingText: Sendable {
  let unit: String
  let distributor: String
  let block: String
  let time: String
  let root: String
  let isPosted: Bool
  let balance: String
  let claimed: AmountText
  let claimable: AmountText
  let unclaimed: AmountText
  let claims: String
  let open: String

  /// What is known of an epoch, in the order of its payout assets.
  static func all(of report: EpochReport, _ standings: [DistributorStanding]) -> [StandingText] {
    report.payouts.compactMap { payout in
      standings.first {
        $0.epoch == report.epoch.number && $0.asset == payout.asset.id
          && $0.distributor == payout.distributor
      }
      .map { StandingText($0, of: payout) }
    }
  }

  private init(_ standing: DistributorStanding, of payout: PayoutReport) {
    let token = payout.asset.token
    self.unit = token.symbol
    self.distributor = standing.distributor.description
    self.block = grouped(Int(clamping: standing.block.number))
    self.time = standing.time.description
    self.isPosted = standing.root != nil && standing.root == payout.claims.root
    self.root =
      switch standing.root {
      case nil: "The contract does not tell its root."
      case payout.claims.root: "The contract holds this epoch's root."
      case Digest.zero: "The contract holds no root yet."
      case let root?: "The contract holds another root: \(root)."
      }
    self.balance =
      standing.balance.map { "\(AmountText($0, of: token).full) \(token.symbol)" } ?? "not known"
    self.claimed = AmountText(standing.claimed, of: token)
    self.claimable = AmountText(standing.claimable, of: token)
    self.unclaimed = AmountText(standing.unclaimed, of: token)
    self.claims = counted(standing.claimCount, "payment", "payments")
    self.open =
      counted(standing.openCount, "account has", "accounts have") + " not claimed everything"
  }
}
