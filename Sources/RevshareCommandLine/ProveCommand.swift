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
    let (store, report) = (published.store, published.report)
    do {
      if let exclusion = report.exclusions.first(where: { $0.account == address }) {
        throw CommandFailure(
          .differences,
          "\(address) is excluded in epoch \(report.epoch.number): \(exclusion.reason)"
        )
      }
      let prefix = report.claims.partition.prefix(for: address)
      let path = SiteLayout.epoch(report.epoch.number)
        .appending(SiteLayout.EpochFiles.claims(report.asset, prefix: prefix))
      let document = try EvidenceReader.read(path, from: store) { bytes throws(DocumentError) in
        try ClaimsDocument(parsing: bytes)
      }
      guard let holder = document.holders.first(where: { $0.share.account == address }) else {
        throw CommandFailure(
          .differences,
          "\(address) has no stake-time in epoch \(report.epoch.number)"
        )
      }
      let proof = ProofDocument(report: report, holder: holder)
      if json {
        context.print(proof.bytes)
      } else {
        for line in ProofExplanation(proof, token: report.token).lines { context.print(line) }
      }
      var problems = holder.claim == nil && holder.share.paid.isZero ? [] : proof.problems
      problems += proof.placeProblems(in: report)
      if document.epoch != report.epoch.number || document.asset != report.asset.id
        || document.root != report.claims.root
      {
        problems.append("\(path) is not of this epoch's report")
      }
      guard problems.isEmpty else {
        throw CommandFailure(
          .differences,
          lines: problems.map { "NOT VERIFIED: \($0)" } + ["run revshare audit \(site)"]
        )
      }
    } catch let failure as CommandFailure {
      throw failure
    } catch let error as EvidenceError {
      throw CommandFailure(error)
    } catch {
      throw CommandFailure(.programFault, "revshare: \(error)")
    }
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
    let preset = format.tree(for: published.report.claims.tree)
    let claims = try ClaimsFile(published, preset)
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
    if tree.root != published.report.claims.root {
      context.printError("root \(tree.root) (\(format.rawValue)), which is not the published one")
    }
  }
}
