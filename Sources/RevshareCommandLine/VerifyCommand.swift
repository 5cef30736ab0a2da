import ArgumentParser
import EVMTypes
import ForeignDistributions
import LocalFileStore
import MerkleClaims
import StrictJSON

struct VerifyCommand: ContextCommand {
  static let configuration = CommandConfiguration(
    commandName: "verify",
    abstract:
      "Check a proof file, an OpenZeppelin dump, another protocol's distribution, or a disclosure.",
    discussion: """
      Reads what `revshare prove` wrote as JSON or HTML, tree.json files, and distributions that any protocol \
      published. Of a page that checks itself its script is not believed: the proof in it is checked. A proof is folded from its account and amount; a dump is computed again, node by node; of a \
      distribution the format is found that reproduces its root, every proof that it carries is checked, and \
      the claims that do not belong are named. Of several files of cumulative claims, in the order in which \
      they were published, no claim may decrease. What `revshare reveal` wrote is compared with the inputs of the \
      epochs and corrections in the published site that --site names.
      """
  )

  @Argument(help: "The files.")
  var files: [String]

  @Option(
    help: ArgumentHelp("The root to expect, such as the one on the chain.", valueName: "root")
  )
  var root: String?

  @Option(
    help: ArgumentHelp(
      "The format to insist on: \(TreeFormat.readable.map(\.name).joined(separator: ", ")).",
      valueName: "name"
    )
  )
  var format: String?

  @Option(
    help: ArgumentHelp(
      "The decimals of the token, for files whose amounts count whole tokens.",
      valueName: "number"
    )
  )
  var decimals: Int?

  @Option(
    help: ArgumentHelp("The published site that disclosed values are of.", valueName: "folder")
  )
  var site: String?

  @Flag(help: "Print the result as JSON.")
  var json = false

  func run(in context: CommandContext) throws(CommandFailure) {
    var expectations = VerifiedFile.Expectations()
    expectations.root = try root.map { text throws(CommandFailure) in
      try FormatOptions.root(text)
    }
    if let format { expectations.formats = [try FormatOptions.format(format)] }
    expectations.decimals = try FormatOptions.decimals(decimals)
    if let site {
      let store = LocalFileStore(root: context.path(site))
      guard store.exists else {
        throw CommandFailure(.inputMissing, "revshare: \(site): no such folder")
      }
      expectations.site = store
    }
    // The root of a distribution in shards holds for the shards beside it.
    for file in files
    where files.count > 1 && expectations.root == nil && LocalFile.isPlain(context.path(file)) {
      let bytes = try InputFile.read(file, in: context, byteLimit: 10_000, isRefused: false)
      if let bytes, let root = ShardedRoot(parsing: bytes) { expectations.root = root.root }
    }
    var verdicts: [VerifiedFile] = []
    var series: [String: CumulativeSeries] = [:]
    for file in files {
      guard let bytes = try InputFile.read(file, in: context) else { continue }
      var verdict = VerifiedFile(file, bytes, expectations)
      verdict.compare(with: &series)
      verdicts.append(verdict)
    }
    verdicts.compareShards()
    if json {
      context.print(JSONValue.array(verdicts.map(\.json)).canonicalBytes)
    } else {
      for line in verdicts.flatMap(\.lines) { context.print(line) }
    }
    if verdicts.contains(where: \.isMalformed) { throw CommandFailure(.malformedInput) }
    if !verdicts.allSatisfy(\.isVerified) { throw CommandFailure(.differences) }
  }
}
