import ArgumentParser
import EVMTypes
import FileStore
import LocalFileStore
import MerkleClaims
import ReportDocuments
import StrictJSON

struct VerifyCommand: ContextCommand {
  static let configuration = CommandConfiguration(
    commandName: "verify",
    abstract: "Check a proof file, an OpenZeppelin dump, or another protocol's distribution.",
    discussion: """
      Reads what `revshare prove --json` wrote, tree.json files, and published distributions. A proof is \
      folded from its account and amount; a dump is computed again, node by node; of a distribution the \
      format is found that reproduces its root, and every proof that it carries is checked.
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
      "The format to insist on: \(TreeFormat.presets.map(\.name).joined(separator: ", ")).",
      valueName: "name"
    )
  )
  var format: String?

  @Flag(help: "Print the result as JSON.")
  var json = false

  func run(in context: CommandContext) throws(CommandFailure) {
    let expected = try expectedRoot()
    let formats = try formats()
    var verdicts: [VerifiedFile] = []
    for file in files {
      let bytes = try read(file, in: context)
      verdicts.append(VerifiedFile(file, bytes, expectedRoot: expected, formats: formats))
    }
    if json {
      context.print(JSONValue.array(verdicts.map(\.json)).canonicalBytes)
    } else {
      for line in verdicts.flatMap(\.lines) { context.print(line) }
    }
    if verdicts.contains(where: { !$0.problems.isEmpty }) { throw CommandFailure(.differences) }
  }

  private func expectedRoot() throws(CommandFailure) -> Digest? {
    guard let root else { return nil }
    guard let digest = Digest(text: root.utf8) else {
      throw CommandFailure(.usage, "revshare: --root takes 0x and 64 hexadecimal digits")
    }
    return digest
  }

  private func formats() throws(CommandFailure) -> [TreeFormat] {
    guard let format else { return TreeFormat.presets }
    guard let preset = TreeFormat.presets.first(where: { $0.name == format }) else {
      let names = TreeFormat.presets.map(\.name).joined(separator: ", ")
      throw CommandFailure(.usage, "revshare: no format \(format); there are \(names)")
    }
    return [preset]
  }

  private func read(_ file: String, in context: CommandContext) throws(CommandFailure) -> [UInt8] {
    let path = context.path(file)
    let slash = path.utf8.lastIndex(of: UInt8(ascii: "/")) ?? path.utf8.startIndex
    guard let name = RelativePath(String(path[path.utf8.index(after: slash)...])) else {
      throw CommandFailure(.inputMissing, "revshare: \(file): not a file")
    }
    do {
      return try LocalFileStore(root: String(path[...slash])).read(name)
    } catch {
      throw CommandFailure(error)
    }
  }
}
