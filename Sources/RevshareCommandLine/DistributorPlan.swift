import Distribution
import EVMTypes
import MerkleClaims
import ReportDocuments
import StrictJSON

/// What has to happen on the chain so that an epoch's claims are paid.
struct DistributorPlan {
  /// A transaction.
  struct Transaction {
    let words: String
    let to: Address
    let data: [UInt8]
  }

  let epoch: Epoch
  let chain: Chain
  let payout: PayoutReport
  let root: Digest
  /// Who is to send the tokens, where the books name pools.
  let pools: [Address]
  /// How the contract is asked for its root.
  let rootView: String
  /// How a root is set; `nil` where it is given to the constructor of a new contract.
  let rootFunction: RootFunction?

  /// Makes the plan.
  ///
  /// - Parameters:
  ///   - published: The epoch.
  ///   - payout: The payout asset.
  ///   - function: The contract's own function; `nil` for that of the preset's contract.
  ///   - view: The contract's own view; `nil` for that of the preset's contract.
  /// - Throws: `CommandFailure` where there is no root, or the function is none.
  init(
    of published: PublishedEpoch,
    _ payout: PayoutReport,
    function: String?,
    view: String?
  ) throws(CommandFailure) {
    let report = published.report
    guard let root = payout.claims.root else {
      throw CommandFailure(
        .inputMissing,
        "revshare: epoch \(report.epoch.number) pays nothing in \(payout.asset.id): there is no root"
      )
    }
    let preset = payout.claims.tree.preset
    let declared =
      function ?? preset.rootFunction(isCumulative: payout.claims.scheme == .cumulative)
    do {
      self.rootFunction = try declared.map { text throws(RootFunctionError) in
        try RootFunction(parsing: text)
      }
    } catch {
      throw CommandFailure(.usage, "revshare: \(declared ?? ""): \(error)")
    }
    self.epoch = report.epoch
    self.chain = report.chain
    self.payout = payout
    self.root = root
    self.pools =
      report.reconciliation?.terms.pools.filter { $0.asset == payout.asset.id }.map(\.account) ?? []
    self.rootView = view ?? preset.rootView
  }

  /// The data of a call that reads the root back.
  var viewData: [UInt8] { ABIValue.selector(of: rootView) }

  /// What goes to the constructor of a new contract: token and root.
  var constructorData: [UInt8]? {
    payout.asset.token.contract.map { ABIValue.encode([.address($0), .word(root)]) }
  }

  /// The transactions, in the order in which they are sent.
  func transactions() throws(CommandFailure) -> [Transaction] {
    guard let distributor = payout.distributor else { return [] }
    var transactions: [Transaction] = []
    let token = payout.asset.token
    let format = AmountFormat(token: token)
    if let contract = token.contract, !payout.claims.toFund.isZero {
      transactions.append(
        Transaction(
          words: "fund \(distributor) with \(format.text(payout.claims.toFund)) \(token.symbol)",
          to: contract,
          data: ABIValue.selector(of: "transfer(address,uint256)")
            + ABIValue.encode([.address(distributor), .unsigned(payout.claims.toFund)])
        )
      )
    }
    if let rootFunction {
      do {
        transactions.append(
          Transaction(
            words: "set the root: \(rootFunction.signature)",
            to: distributor,
            data: try rootFunction.calldata(
              root: root,
              epoch: epoch.number,
              amount: payout.claims.toFund,
              token: token.contract
            )
          )
        )
      } catch {
        throw CommandFailure(.usage, "revshare: \(rootFunction.signature): \(error)")
      }
    }
    return transactions
  }

  /// A batch for the transaction builder of a Safe.
  ///
  /// The time of its making is the epoch's end: the same epoch gives the same bytes.
  func safeBatch() throws(CommandFailure) -> JSONValue {
    .object([
      .init("version", .string("1.0")),
      .init("chainId", .string("\(chain.id)")),
      .init("createdAt", .number("\(epoch.end.unixSeconds * 1_000)")),
      .init(
        "meta",
        .object([
          .init("name", .string("Epoch \(epoch.number), \(payout.asset.id)")),
          .init("description", .string("Root \(root)")),
        ])
      ),
      .init(
        "transactions",
        .array(
          try transactions().map { transaction in
            .object([
              .init("to", .string("\(transaction.to)")),
              .init("value", .string("0")),
              .init("data", .string(Self.text(transaction.data))),
              .init("contractMethod", .null),
              .init("contractInputsValues", .null),
            ])
          }
        )
      ),
    ])
  }

  static func text(_ bytes: [UInt8]) -> String {
    "0x" + String(decoding: Hex.digits(of: bytes), as: UTF8.self)
  }
}
