import ArgumentParser
import Distribution
import EVMTypes
import ForeignDistributions
import MerkleClaims
import ReportDocuments
import ReportPages

struct ProveCommand: ContextCommand {
  static let configuration = CommandConfiguration(
    commandName: "prove",
    abstract: "Print an account's claim, its explanation and its proof from a published site.",
    discussion: """
      The JSON can be kept in a file; `revshare verify FILE` checks it without the site. The HTML is a page that \
      checks itself in a browser, offline: the page "Check an account" saves the same. The calldata is the data of \
      the transaction that claims: it is printed, never sent.
      """
  )

  @Argument(help: "The account.")
  var account: String

  @Option(help: ArgumentHelp("The folder of the site.", valueName: "folder"))
  var site = "site"

  @Option(help: ArgumentHelp("The epoch's number; the latest by default.", valueName: "number"))
  var epoch: Int?

  @Option(
    help: ArgumentHelp(
      "The payout asset; all of them by default, in words. JSON and other formats are for one.",
      valueName: "identifier"
    )
  )
  var asset: String?

  @Flag(help: "Print the proof as JSON: the same as --format json.")
  var json = false

  @Option(
    help: ArgumentHelp(
      "text, json, html or calldata; or as another ecosystem's tools give it: openzeppelin, uniswap, sablier, merkl, rocketpool.",
      valueName: "name"
    )
  )
  var format: String?

  @Flag(
    help: ArgumentHelp(
      "Show what led to the weight also where it stands in no file of claims: all inputs of the epoch are read."
    )
  )
  var explain = false

  @Option(
    help: ArgumentHelp(
      "The claim function of your contract, as Solidity declares it, for --format calldata.",
      valueName: "declaration"
    )
  )
  var function: String?

  @Option(
    name: .shortAndLong,
    help: ArgumentHelp("The file to write, instead of printing.", valueName: "file")
  )
  var output: String?

  func run(in context: CommandContext) throws(CommandFailure) {
    let address: Address
    do {
      address = try Address(text: account.utf8)
    } catch {
      throw CommandFailure(.malformedInput, "revshare: \(account): \(error)")
    }
    guard !json || format == nil || format == "json" else {
      throw CommandFailure(.usage, "revshare: --json is --format json, not another format")
    }
    guard function == nil || format == "calldata" else {
      throw CommandFailure(.usage, "revshare: --function is for --format calldata")
    }
    let published = try PublishedEpoch(site: site, epoch: epoch, in: context)
    let format = json ? "json" : format ?? "text"
    if format != "text" {
      for note in published.correctionNotes { context.printError(note) }
    }
    switch format {
    case "text": try printText(of: address, published, in: context)
    case "json":
      try print(address, published, in: context) { proof, _ throws(CommandFailure) in proof.bytes }
    case "html": try print(address, published, in: context, proofFile(published))
    case "calldata": try printCalldata(of: address, published, in: context)
    case let name: try printClaim(of: address, name, published, in: context)
    }
  }

  private func printText(
    of address: Address,
    _ published: PublishedEpoch,
    in context: CommandContext
  ) throws(CommandFailure) {
    let payouts = asset == nil ? published.report.payouts : [try published.payout(asset)]
    let notes = published.correctionNotes
    var blocks: [String] = []
    var problems: [String] = []
    for payout in payouts {
      guard let proof = try published.proof(of: address, payout, isExplained: explain) else {
        continue
      }
      blocks.append(ProofExplanation(proof).lines.joined(separator: "\n"))
      problems += proof.problems(in: payout)
    }
    guard !blocks.isEmpty else { throw published.hasNothing(for: address) }
    if !notes.isEmpty { blocks.insert(notes.joined(separator: "\n"), at: 0) }
    try emit([UInt8](blocks.joined(separator: "\n\n").utf8) + [UInt8(ascii: "\n")], in: context)
    try report(problems)
  }

  private func print(
    _ address: Address,
    _ published: PublishedEpoch,
    in context: CommandContext,
    _ document: (ProofDocument, PayoutReport) throws(CommandFailure) -> [UInt8]
  ) throws(CommandFailure) {
    let payout = try published.payout(asset)
    guard let proof = try published.proof(of: address, payout, isExplained: explain) else {
      throw published.hasNothing(for: address)
    }
    try emit(try document(proof, payout), in: context)
    try report(proof.problems(in: payout))
  }

  /// What does not check is not printed: it would be sent with a holder's money.
  private func printCalldata(
    of address: Address,
    _ published: PublishedEpoch,
    in context: CommandContext
  ) throws(CommandFailure) {
    let payout = try published.payout(asset)
    guard let proof = try published.proof(of: address, payout, isExplained: explain) else {
      throw published.hasNothing(for: address)
    }
    try report(proof.problems(in: payout))
    guard let claim = proof.claim?.proof, let root = payout.claims.root else {
      throw CommandFailure(
        .differences,
        "\(address) has no claim in epoch \(published.report.epoch.number)"
      )
    }
    let call = try ClaimCall(claim, of: proof, root: root, declaration: function)
    try emit([UInt8](call.data.utf8) + [UInt8(ascii: "\n")], in: context)
    for note in call.notes { context.printError(PrintableText.of(note)) }
  }

  /// The file that checks itself, made with this program's own verifier and not the site's.
  private func proofFile(
    _ published: PublishedEpoch
  ) throws(CommandFailure) -> (ProofDocument, PayoutReport) throws(CommandFailure) -> [UInt8] {
    let file: ProofFile
    do {
      file = try ProofFile(.embedded)
    } catch {
      throw CommandFailure(.programFault, "revshare: \(error)")
    }
    let site = try published.site()
    return { proof, payout in
      let content = ProofFileContent(proof, site: site, report: published.report, payout: payout)
      return file.bytes(holding: content.bytes)
    }
  }

  private func report(_ problems: [String]) throws(CommandFailure) {
    guard !problems.isEmpty else { return }
    throw CommandFailure(
      .differences,
      lines: problems.map { "NOT VERIFIED: \($0)" } + ["run revshare audit \(site)"]
    )
  }

  private func printClaim(
    of account: Address,
    _ name: String,
    _ published: PublishedEpoch,
    in context: CommandContext
  ) throws(CommandFailure) {
    guard let format = ExportFormat(rawValue: name), format != .csv else {
      throw CommandFailure(
        .usage,
        "revshare: no format \(name) for a claim; there are text, json, html, calldata, openzeppelin, uniswap, "
          + "sablier, merkl, rocketpool"
      )
    }
    let payout = try published.payout(asset)
    let preset = format.tree(for: payout.claims.tree)
    let claims = try ClaimsFile(published, payout, preset)
    let tree = try claims.tree(preset)
    guard let row = claims.columns.accounts.firstIndex(of: account),
      let text = TreeDocuments.claim(row, in: tree, claims.columns)
    else {
      throw CommandFailure(
        .differences,
        "\(account) has no claim in epoch \(published.report.epoch.number)"
      )
    }
    try emit([UInt8](text.utf8), in: context)
    if tree.root != payout.claims.root {
      context.printError("root \(tree.root) (\(format.rawValue)), which is not the published one")
    }
  }

  /// Prints a result, or writes it to the file that was named.
  private func emit(_ bytes: [UInt8], in context: CommandContext) throws(CommandFailure) {
    guard let output else { return context.print(bytes) }
    try context.write(bytes, to: output)
  }
}
