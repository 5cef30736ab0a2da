import ChainAccess
import ContractEvents
import Distribution
import EVMTypes
import FileStore
import MerkleClaims
import Publishing
import ReportDocuments

/// How a distributor stands on the chain, at a block.
struct DistributorState: Sendable {
  /// An account that has not claimed all that it may.
  struct Open: Sendable {
    let account: Address
    let amount: UInt256
  }

  let block: StoredBlock
  let hasCode: Bool
  /// The root that the contract holds; `nil` where it does not tell.
  let root: Digest?
  /// What the contract holds of the token; `nil` where the token does not tell.
  let balance: UInt256?
  /// The epochs whose claims are counted, in order.
  let epochs: [Int]
  /// What may be claimed, in base units.
  let claimable: UInt256
  /// How many payments there were, and their sum.
  let claimCount: Int
  let claimed: UInt256
  /// Who has not claimed everything, in account order.
  let open: [Open]
  /// Payments to accounts that may not claim as much, in account order.
  let excess: [Open]

  /// What was not claimed yet.
  var unclaimed: UInt256 {
    open.reduce(.zero) { $0.addingReportingOverflow($1.amount).partialValue }
  }

  /// Reads the state.
  ///
  /// - Parameters:
  ///   - plan: What was published.
  ///   - claims: What each account may claim, by the epochs that this distributor pays.
  ///   - event: What the contract logs when it pays.
  ///   - connection: The node.
  ///   - progress: Is told how far it has come.
  /// - Returns: The state.
  /// - Throws: `ChainError`.
  static func read(
    of plan: DistributorPlan,
    claims: DistributorClaims,
    event: EventSource,
    from connection: ChainConnection,
    _ progress: (SyncProgress) -> Void
  ) throws(ChainError) -> DistributorState {
    let store = try ChainStore(at: ":memory:", chain: plan.chain.id, isReadOnly: false)
    var sync = ChainSync(
      of: [event],
      endings: [],
      upTo: .confirmations(0),
      from: connection,
      into: store
    )
    let outcome = try sync.run(progress)
    let name = RPCRequest.BlockName.number(outcome.block.number)
    let root = try connection.call(event.contract, plan.viewData, at: name)
    var balance: [UInt8]?
    if let token = plan.payout.asset.token.contract {
      let data =
        ABIValue.selector(of: "balanceOf(address)") + ABIValue.encode([.address(event.contract)])
      balance = try connection.call(token, data, at: name)
    }
    var paid: [Address: UInt256] = [:]
    var claimed = UInt256.zero
    var count = 0
    try store.forEachEvent(of: [event]) { event, _, _ in
      count += 1
      let sum = (paid[event.account] ?? .zero).addingReportingOverflow(event.amount).partialValue
      paid[event.account] = sum
      claimed = claimed.addingReportingOverflow(event.amount).partialValue
    }
    var open: [Open] = []
    var excess: [Open] = []
    for account in Set(paid.keys).union(claims.amounts.keys).sorted() {
      let (mayClaim, hasClaimed) = (claims.amounts[account] ?? .zero, paid[account] ?? .zero)
      let (rest, isBelow) = mayClaim.subtractingReportingOverflow(hasClaimed)
      if isBelow {
        let more = hasClaimed.subtractingReportingOverflow(mayClaim).partialValue
        excess.append(Open(account: account, amount: more))
      } else if !rest.isZero {
        open.append(Open(account: account, amount: rest))
      }
    }
    return DistributorState(
      block: outcome.block,
      hasCode: try connection.hasCode(event.contract, at: name),
      root: root.flatMap { Digest(bytes: $0.prefix(32)) },
      balance: balance.flatMap { Digest(bytes: $0.prefix(32)) }.map {
        UInt256(bigEndianWords: $0.bigEndianWords)
      },
      epochs: claims.epochs,
      claimable: claims.total,
      claimCount: count,
      claimed: claimed,
      open: open,
      excess: excess
    )
  }
}
