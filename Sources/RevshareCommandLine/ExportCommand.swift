import ArgumentParser
import EVMTypes
import ForeignDistributions
import MerkleClaims
import ReportDocuments

struct ExportCommand: ContextCommand {
  static let configuration = CommandConfiguration(
    commandName: "export",
    abstract: "Write claims in another ecosystem's file format.",
    discussion: """
      The claims are those of a published epoch, or of a table (--claims). Another format is another tree with \
      another root: both are printed. openzeppelin is the library's dump, uniswap what generate-merkle-root \
      prints, sablier a campaign file, merkl and rocketpool their reward files, csv a table that revshare tree \
      reads. Rocket Pool's leaves hold RPL and ETH: amounts are taken as RPL where the table has no more.
      """
  )

  @Option(help: "The format: \(ExportFormat.allNames).")
  var format: String

  @Option(help: ArgumentHelp("The file to write.", valueName: "file"))
  var output: String

  @Option(help: ArgumentHelp("A table of claims, instead of a site.", valueName: "file"))
  var claims: String?

  @Option(help: ArgumentHelp("The decimals of amounts in whole tokens.", valueName: "number"))
  var decimals: Int?

  @Option(help: ArgumentHelp("The folder of the site.", valueName: "folder"))
  var site = "site"

  @Option(help: ArgumentHelp("The epoch's number; the latest by default.", valueName: "number"))
  var epoch: Int?

  @Option(
    help: ArgumentHelp("The payout asset, where the epoch has several.", valueName: "identifier")
  )
  var asset: String?

  func run(in context: CommandContext) throws(CommandFailure) {
    guard let format = ExportFormat(rawValue: format) else {
      throw CommandFailure(
        .usage,
        "revshare: no format \(format) to export; there are \(ExportFormat.allNames)"
      )
    }
    let decimals = try FormatOptions.decimals(decimals)
    var published: Digest?
    let source: ClaimsFile
    var preset = format.preset
    if let claims {
      source = try ClaimsFile(
        claims,
        preset,
        decimals: decimals,
        isNetworkOptional: format == .rocketpool,
        in: context
      )
    } else {
      let epoch = try PublishedEpoch(site: site, epoch: epoch, in: context)
      for note in epoch.correctionNotes { context.printError(note) }
      let payout = try epoch.payout(asset)
      published = payout.claims.root
      preset = format.tree(for: payout.claims.tree)
      source = try ClaimsFile(epoch, payout, preset)
    }
    let tree = try source.tree(preset)
    guard let text = format.document(of: tree, source.columns) else {
      throw CommandFailure(.malformedInput, "\(source.file): the claims add up to 2^256 or more")
    }
    try context.write(text, to: output)
    if let published { context.print("published root  \(published)") }
    context.print(
      "root            \(tree.format.text(of: tree.root)) (\(tree.format.name), \(tree.format.orderText))"
    )
    if let published, published != tree.root {
      context.print("The distributor must hold this other root for proofs of this file.")
    }
  }
}
