import ArgumentParser
import ChainAccess
import ContractEvents
import Distribution
import EVMTypes
import MerkleClaims
import ReportDocuments
import StrictJSON

struct RootCommand: ContextCommand {
  static let configuration = CommandConfiguration(
    commandName: "root",
    abstract:
      "Print an epoch's root, what to fund, and the transactions; with a node, how they stand.",
    discussion: """
      Sends nothing. The calldata is for whoever may set roots: --format safe is a batch for the transaction \
      builder of a Safe. With --node, or REVSHARE_NODE, exit status 1 says that the root is not on the chain, or \
      that the contract holds less than is still to be claimed.
      """
  )

  @Option(help: ArgumentHelp("The folder of the site.", valueName: "folder"))
  var site = "site"

  @Option(help: ArgumentHelp("The epoch's number; the latest by default.", valueName: "number"))
  var epoch: Int?

  @Option(help: ArgumentHelp("The payout asset, where there are several.", valueName: "identifier"))
  var asset: String?

  @Option(help: ArgumentHelp("text, json or safe.", valueName: "name"))
  var format = "text"

  @Option(
    help: ArgumentHelp(
      "Your contract's function that takes a root, as Solidity declares it.",
      valueName: "declaration"
    )
  )
  var function: String?

  @Option(
    help: ArgumentHelp(
      "Your contract's view without parameters that gives the root, such as \"root()\".",
      valueName: "signature"
    )
  )
  var view: String?

  @Option(
    help: ArgumentHelp(
      "What your contract logs when it pays, as Solidity declares it.",
      valueName: "declaration"
    )
  )
  var event: String?

  @Option(
    help: ArgumentHelp(
      "The block that payments are looked for from; by default the one that the epoch was read up to.",
      valueName: "number"
    )
  )
  var fromBlock: UInt64?

  @Option(
    help: ArgumentHelp(
      "Keep how it stands in these books: the next `publish` shows it on the epoch's page.",
      valueName: "folder"
    )
  )
  var record: String?

  @OptionGroup var node: NodeOptions

  func run(in context: CommandContext) throws(CommandFailure) {
    guard ["text", "json", "safe"].contains(format) else {
      throw CommandFailure(.usage, "revshare: --format is text, json or safe")
    }
    let published = try PublishedEpoch(site: site, epoch: epoch, in: context)
    let payout = try published.payout(asset)
    let plan = try DistributorPlan(of: published, payout, function: function, view: view)
    for note in published.correctionNotes { context.printError(note) }
    if format == "safe" {
      guard payout.distributor != nil else {
        throw CommandFailure(.malformedInput, "revshare: the epoch names no distributor")
      }
      context.print(try plan.safeBatch().canonicalBytes)
      return
    }
    guard record == nil || node.isNamed(in: context) else {
      throw CommandFailure(.usage, "revshare: --record keeps what a node says; add --node")
    }
    let state =
      node.isNamed(in: context) ? try state(of: plan, published, payout, in: context) : nil
    if format == "json" {
      context.print(try plan.document(state).canonicalBytes)
    } else {
      for line in try plan.lines(state) { context.print(PrintableText.of(line)) }
    }
    if let record, let state, let standing = state.standing(of: plan) {
      try ChainStateFile(books: record, in: context).take(standing)
    }
    if let state, !state.isInOrder(plan) { throw CommandFailure(.differences) }
  }

  private func state(
    of plan: DistributorPlan,
    _ published: PublishedEpoch,
    _ payout: PayoutReport,
    in context: CommandContext
  ) throws(CommandFailure) -> DistributorState {
    guard let distributor = payout.distributor else {
      throw CommandFailure(.malformedInput, "revshare: the epoch names no distributor to look at")
    }
    let claims = try DistributorClaims(of: published, payout, site: site, in: context)
    let source = try source(distributor, payout, from: fromBlock ?? claims.firstBlock)
    return try node.withConnection(in: context) { connection, line throws(ChainError) in
      try DistributorState.read(of: plan, claims: claims, event: source, from: connection) {
        line.show($0, "payments")
      }
    }
  }

  /// The payments of the contract: the first address is who is paid, the last number how much, a second address the token.
  private func source(
    _ distributor: Address,
    _ payout: PayoutReport,
    from first: UInt64
  ) throws(CommandFailure) -> EventSource {
    let isCumulative = payout.claims.scheme == .cumulative
    let text = event ?? payout.claims.tree.preset.claimedEvent(isCumulative: isCumulative)
    let declaration: EventDeclaration
    do {
      declaration = try EventDeclaration(parsing: text)
    } catch {
      throw CommandFailure(.usage, "revshare: \(text): \(error)")
    }
    let places = declaration.parameters.indices
    let accounts = places.filter { declaration.parameters[$0].type.word == .account }
    let amounts = places.filter {
      if case .unsigned = declaration.parameters[$0].type.word { true } else { false }
    }
    guard let account = accounts.first, let amount = amounts.last else {
      throw CommandFailure(.usage, "revshare: \(text): expected an address and an amount")
    }
    var filters: [EventSource.Filter] = []
    if accounts.count > 1, let token = payout.asset.token.contract {
      filters = [EventSource.Filter(parameter: accounts[1], account: token)]
    }
    return EventSource(
      contract: distributor,
      firstBlock: first,
      kind: .claim,
      declaration: declaration,
      accountParameter: account,
      amountParameter: amount,
      filters: filters
    )
  }
}
