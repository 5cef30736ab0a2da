import ArgumentParser
import EVMTypes
import ForeignDistributions
import MerkleClaims
import ReportDocuments
import StrictJSON

struct TreeCommand: ContextCommand {
  static let configuration = CommandConfiguration(
    commandName: "tree",
    abstract: "Make a tree of any table of claims, without books.",
    discussion: """
      The table is CSV with a header: account and amount, and what the format's leaf holds beside (index, token, \
      beneficiary, network, rpl, eth, voter_share, operator, shares, salt, hash). Amounts count base units, or \
      whole tokens with --decimals. Without an index, that of uniswap is the rank of the checksummed account, \
      that of sablier the row's number.
      """
  )

  @Argument(help: "The table.")
  var claims: String

  @Option(
    help: ArgumentHelp(
      "The format: \(TreeFormat.presets.map(\.name).joined(separator: ", ")).",
      valueName: "name"
    )
  )
  var format = TreeFormat.openZeppelin.name

  @Option(
    help: ArgumentHelp(
      "The order of leaves: account, hash or given; the format's own by default.",
      valueName: "order"
    )
  )
  var order: String?

  @Option(help: ArgumentHelp("The decimals of amounts in whole tokens.", valueName: "number"))
  var decimals: Int?

  @Option(
    help: ArgumentHelp("The digits of an account that name its shard, 1 to 8.", valueName: "number")
  )
  var shardDigits: Int?

  @Option(
    help: ArgumentHelp("Write the tree as OpenZeppelin's library dumps it.", valueName: "file")
  )
  var dump: String?

  @Option(
    help: ArgumentHelp(
      "Write all claims with their proofs, a JSON object a line.",
      valueName: "file"
    )
  )
  var proofs: String?

  @Option(
    help: ArgumentHelp("Print the claims of an account with their proofs.", valueName: "account")
  )
  var proof: [String] = []

  @Flag(help: "Print one proof for all claims of the accounts that --proof names.")
  var multiProof = false

  @Flag(help: "Print the result as JSON.")
  var json = false

  func run(in context: CommandContext) throws(CommandFailure) {
    guard dump == nil || dump != proofs else {
      throw CommandFailure(.usage, "revshare: --dump and --proofs name the same file")
    }
    let format = try treeFormat()
    let accounts = try accounts()
    let table = try ClaimsFile(
      claims,
      format,
      decimals: FormatOptions.decimals(decimals),
      in: context
    )
    let tree = try table.tree(format)
    if let dump {
      guard let single = tree.single,
        let text = TreeDocuments.dump(of: single, table.columns, leaf: format.leaf)
      else {
        throw CommandFailure(
          .usage,
          "revshare: OpenZeppelin's library has no \(format.name) tree to dump"
        )
      }
      try context.write(text, to: dump)
    }
    if let proofs {
      try context.write(TreeDocuments.proofLines(of: tree, table.columns), to: proofs)
    }
    if proof.isEmpty {
      printSummary(of: tree, table, in: context)
    } else {
      try printProofs(of: accounts, in: tree, table, context)
    }
  }

  private func treeFormat() throws(CommandFailure) -> TreeFormat {
    var format = try FormatOptions.format(format)
    if let order {
      guard let order = LeafOrder(rawValue: order) else {
        throw CommandFailure(
          .usage,
          "revshare: no order \(order); there are account, hash and given"
        )
      }
      guard format.grouping == .none else {
        throw CommandFailure(.usage, "revshare: the order of a \(format.name) tree is fixed")
      }
      format = format.ordered(order)
    }
    if let shardDigits {
      guard case .byAccountDigits = format.grouping, (1...8).contains(shardDigits) else {
        throw CommandFailure(.usage, "revshare: --shard-digits takes 1 to 8, with --format sharded")
      }
      format = format.grouped(byAccountDigits: shardDigits)
    }
    return format
  }

  private func accounts() throws(CommandFailure) -> [Address] {
    guard !multiProof || !proof.isEmpty else {
      throw CommandFailure(.usage, "revshare: --multi-proof takes the accounts that --proof names")
    }
    var accounts: [Address] = []
    for text in proof {
      do {
        accounts.append(try Address(text: text.utf8))
      } catch {
        throw CommandFailure(.malformedInput, "revshare: \(text): \(error)")
      }
    }
    return accounts
  }

  private func printSummary(
    of tree: DistributionTree,
    _ table: ClaimsFile,
    in context: CommandContext
  ) {
    let total = table.total(tree.format)
    let root = tree.format.text(of: tree.root)
    guard !json else {
      let summary = JSONValue.object([
        .init("format", .string(tree.format.name)),
        .init("order", .string(tree.format.order.rawValue)),
        .init("claimCount", .integer(table.columns.count)),
        .init("total", .optional(total?.description)),
        .init("root", .string(root)),
      ])
      return context.print(summary.canonicalBytes)
    }
    context.print("format  \(tree.format.name), \(tree.format.orderText)")
    context.print("claims  \(table.columns.count)")
    if let total { context.print("total   \(total) base units") }
    context.print("root    \(root)")
  }

  private func printProofs(
    of accounts: [Address],
    in tree: DistributionTree,
    _ table: ClaimsFile,
    _ context: CommandContext
  ) throws(CommandFailure) {
    var rows: [Int] = []
    for account in accounts {
      let own = table.columns.accounts.indices.filter { table.columns.accounts[$0] == account }
      guard !own.isEmpty else {
        throw CommandFailure(.differences, "revshare: \(account) has no claim in \(claims)")
      }
      rows += own
    }
    guard multiProof else {
      for row in rows {
        context.print(TreeDocuments.proofLine(ofClaim: row, in: tree, table.columns))
      }
      return
    }
    guard let proof = tree.single?.multiProof(ofClaims: rows) else {
      throw CommandFailure(
        .usage,
        "revshare: a multi-proof takes a tree as OpenZeppelin's library makes it, and each account once"
      )
    }
    context.print(MultiProofDocument(root: tree.root, proof: proof).bytes)
  }
}
