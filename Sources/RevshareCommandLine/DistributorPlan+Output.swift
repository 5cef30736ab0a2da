import ChainAccess
import Distribution
import EVMTypes
import MerkleClaims
import ReportDocuments
import StrictJSON

extension DistributorState {
  /// Whether the root is there, and the contract can pay what is not claimed yet.
  func isInOrder(_ plan: DistributorPlan) -> Bool {
    root == plan.root && excess.isEmpty && balance.map { $0 >= unclaimed } ?? false
  }

  /// What the pages show of it; `nil` where the block's time cannot be written.
  func standing(of plan: DistributorPlan) -> DistributorStanding? {
    guard let distributor = plan.payout.distributor, let time = Timestamp(unixSeconds: block.time)
    else { return nil }
    return DistributorStanding(
      epoch: plan.epoch.number,
      asset: plan.payout.asset.id,
      distributor: distributor,
      block: ChainBlock(number: block.number, hash: block.hash),
      time: time,
      root: root,
      balance: balance,
      firstEpoch: epochs.first ?? plan.epoch.number,
      claimable: claimable,
      claimCount: claimCount,
      claimed: claimed,
      unclaimed: unclaimed,
      openCount: open.count
    )
  }
}

extension DistributorPlan {
  /// How many accounts are listed in words.
  private static let listLimit = 20

  /// The plan, and how it stands, in words.
  func lines(_ state: DistributorState?) throws(CommandFailure) -> [String] {
    let token = payout.asset.token
    let format = AmountFormat(token: token)
    func amount(_ amount: UInt256) -> String { "\(format.text(amount)) \(token.symbol)" }
    let from = pools.isEmpty ? "" : ", from \(pools.map(\.description).joined(separator: " or "))"
    var lines = [
      "Epoch \(epoch.number), \(payout.asset.id), on \(chain.name) (chain \(chain.id))",
      "  root         \(root)",
      "  claims       \(payout.claims.count), \(amount(payout.claims.total)) in all",
      "  to fund      \(amount(payout.claims.toFund)) (\(payout.claims.toFund) base units)\(from)",
      "  distributor  \(payout.distributor?.description ?? "not named in the books")",
      "  read back    \(rootView): \(Self.text(viewData))",
    ]
    for transaction in try transactions() {
      lines += [
        "  \(transaction.words)", "    to         \(transaction.to)",
        "    data       \(Self.text(transaction.data))",
      ]
    }
    if rootFunction == nil {
      let data = constructorData.map(Self.text) ?? "none: the asset has no contract"
      lines += [
        "  the root goes to the constructor of a new contract; add --function where yours takes one later",
        "    (address token, bytes32 root)  \(data)",
      ]
    }
    guard let state else { return lines }
    lines += [
      "On the chain at block \(state.block.number) \(state.block.hash)",
      "  root         \(rootWords(state))",
      "  holds        \(state.balance.map(amount) ?? "unknown: the token does not say")"
        + fundedWords(state, amount),
      "  claimed      \(amount(state.claimed)) in \(state.claimCount) payments, of \(amount(state.claimable))"
        + epochWords(state),
      "  not claimed  \(amount(state.unclaimed)) by \(state.open.count) accounts",
    ]
    lines += list(state.open, amount)
    if !state.excess.isEmpty {
      lines.append("  paid beyond the claims: \(state.excess.count) accounts")
      lines += list(state.excess, amount)
    }
    return lines
  }

  private func list(
    _ accounts: [DistributorState.Open],
    _ amount: (UInt256) -> String
  ) -> [String] {
    let shown = accounts.prefix(Self.listLimit).map { "    \($0.account)  \(amount($0.amount))" }
    let rest = accounts.count - shown.count
    return shown + (rest > 0 ? ["    and \(rest) more; --format json lists all"] : [])
  }

  private func rootWords(_ state: DistributorState) -> String {
    guard state.hasCode else { return "there is no contract at the distributor's address" }
    guard let root = state.root else {
      return "the contract does not answer \(rootView); name its own with --view"
    }
    return root == self.root ? "this one" : root == .zero ? "none yet" : "another one: \(root)"
  }

  private func fundedWords(_ state: DistributorState, _ amount: (UInt256) -> String) -> String {
    guard let balance = state.balance else { return "" }
    let (missing, isEnough) = state.unclaimed.subtractingReportingOverflow(balance)
    return isEnough || missing.isZero ? ", enough" : ", \(amount(missing)) too little"
  }

  private func epochWords(_ state: DistributorState) -> String {
    guard let first = state.epochs.first, let last = state.epochs.last, first < last else {
      return ""
    }
    return " for epochs \(first) to \(last)"
  }

  /// The plan, and how it stands, for machines.
  func document(_ state: DistributorState?) throws(CommandFailure) -> JSONValue {
    .object(
      [
        .init("epoch", .integer(epoch.number)),
        .init("asset", .string(payout.asset.id)),
        .init("chain", .string("\(chain.id)")),
        .init("distributor", .optional(payout.distributor?.description)),
        .init("root", .string("\(root)")),
        .init("claims", .integer(payout.claims.count)),
        .init("total", .string("\(payout.claims.total)")),
        .init("toFund", .string("\(payout.claims.toFund)")),
        .init("pools", .array(pools.map { .string("\($0)") })),
        .init(
          "view",
          .object([
            .init("signature", .string(rootView)), .init("data", .string(Self.text(viewData))),
          ])
        ),
        .init("constructorArguments", .optional(constructorData.map(Self.text))),
        .init(
          "transactions",
          .array(
            try transactions().map {
              .object([
                .init("words", .string($0.words)), .init("to", .string("\($0.to)")),
                .init("data", .string(Self.text($0.data))),
              ])
            }
          )
        ),
      ] + (state.map { [.init("onChain", Self.document($0, root))] } ?? [])
    )
  }

  private static func document(_ state: DistributorState, _ root: Digest) -> JSONValue {
    func list(_ accounts: [DistributorState.Open]) -> JSONValue {
      .array(
        accounts.map {
          .object([
            .init("account", .string("\($0.account)")), .init("amount", .string("\($0.amount)")),
          ])
        }
      )
    }
    return .object([
      .init("block", .string("\(state.block.number)")),
      .init("blockHash", .string("\(state.block.hash)")),
      .init("blockTime", .string("\(state.block.time)")),
      .init("hasCode", .bool(state.hasCode)),
      .init("root", .optional(state.root?.description)),
      .init("isPosted", .bool(state.root == root)),
      .init("balance", .optional(state.balance?.description)),
      .init("epochs", .array(state.epochs.map { .integer($0) })),
      .init("claimable", .string("\(state.claimable)")),
      .init("claimCount", .integer(state.claimCount)),
      .init("claimed", .string("\(state.claimed)")),
      .init("unclaimed", .string("\(state.unclaimed)")),
      .init("open", list(state.open)),
      .init("excess", list(state.excess)),
    ])
  }
}
