import ArgumentParser
import Distribution
import EVMTypes
import FileStore
import ForeignDistributions
import LocalFileStore
import MerkleClaims
import Publishing
import ReportDocuments

struct ProveCommand: ContextCommand {
  static let configuration = CommandConfiguration(
    commandName: "prove",
    abstract: "Print an account's claim, its explanation and its proof from a published site.",
    discussion: "The JSON can be kept in a file; `revshare verify FILE` checks it without the site."
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

  @Flag(help: "Print the proof as JSON.")
  var json = false

  @Option(
    help: ArgumentHelp(
      "Print the claim as another ecosystem's tools give it: openzeppelin, uniswap, sablier, merkl, rocketpool.",
      valueName: "name"
    )
  )
  var format: String?

  func run(in context: CommandContext) throws(CommandFailure) {
    let address: Address
    do {
      address = try Address(text: account.utf8)
    } catch {
      throw CommandFailure(.malformedInput, "revshare: \(account): \(error)")
    }
    let published = try PublishedEpoch(site: site, epoch: epoch, in: context)
    if let format { return try printClaim(of: address, format, published, in: context) }
    let report = published.report
    let payouts = asset == nil && !json ? report.payouts : [try published.payout(asset)]
    var problems: [String] = []
    var isFound = false
    for payout in payouts {
      guard let proof = try proof(of: address, payout, published) else { continue }
      if isFound { context.print("") }
      isFound = true
      if json {
        context.print(proof.bytes)
      } else {
        for line in ProofExplanation(proof).lines { context.print(line) }
      }
      problems += proof.needsNoClaim ? proof.figureProblems : proof.problems
      problems += proof.placeProblems(in: payout)
    }
    guard isFound else {
      if let exclusion = report.exclusions.first(where: { $0.account == address }) {
        throw CommandFailure(
          .differences,
          "\(address) is excluded in epoch \(report.epoch.number): \(exclusion.reason)"
        )
      }
      throw CommandFailure(
        .differences,
        "\(address) has no stake-time in epoch \(report.epoch.number)"
      )
    }
    guard problems.isEmpty else {
      throw CommandFailure(
        .differences,
        lines: problems.map { "NOT VERIFIED: \($0)" } + ["run revshare audit \(site)"]
      )
    }
  }

  /// The account's figures and claim in one payout asset; `nil` where it has neither.
  private func proof(
    of address: Address,
    _ payout: PayoutReport,
    _ published: PublishedEpoch
  ) throws(CommandFailure) -> ProofDocument? {
    let report = published.report
    let path = SiteLayout.epoch(report.epoch.number)
      .appending(
        SiteLayout.EpochFiles.claims(
          payout.asset,
          prefix: payout.claims.partition.prefix(for: address)
        )
      )
    let document: ClaimsDocument
    do {
      document = try EvidenceReader.read(path, from: published.store) {
        bytes throws(DocumentError) in try ClaimsDocument(parsing: bytes)
      }
    } catch {
      throw CommandFailure(error)
    }
    guard document.epoch == report.epoch.number, document.asset == payout.asset.id,
      document.root == payout.claims.root
    else {
      throw CommandFailure(
        .differences,
        lines: [
          "NOT VERIFIED: \(path) is not of this epoch's report", "run revshare audit \(site)",
        ]
      )
    }
    let holder = document.holders.first { $0.share.account == address }
    let claim = document.claims.first { $0.account == address }
    guard holder != nil || claim != nil else { return nil }
    return ProofDocument(
      of: address,
      report: report,
      payout: payout,
      holder: holder,
      claim: claim
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
        "revshare: no format \(name) for a claim; there are openzeppelin, uniswap, sablier, merkl, rocketpool"
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
    context.print(text)
    if tree.root != payout.claims.root {
      context.printError("root \(tree.root) (\(format.rawValue)), which is not the published one")
    }
  }
}
