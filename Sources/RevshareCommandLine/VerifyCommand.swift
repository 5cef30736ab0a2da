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
    abstract: "Check a proof file or an OpenZeppelin dump, without the site.",
    discussion: """
      Reads what `revshare prove --json` wrote and published tree.json files. A proof is folded from \
      its account and amount; a dump is computed again, node by node.
      """
  )

  @Argument(help: "The files.")
  var files: [String]

  @Option(
    help: ArgumentHelp("The root to expect, such as the one on the chain.", valueName: "root")
  )
  var root: String?

  @Flag(help: "Print the result as JSON.")
  var json = false

  func run(in context: CommandContext) throws(CommandFailure) {
    let expected = try expectedRoot()
    var verdicts: [VerifiedFile] = []
    for file in files {
      verdicts.append(VerifiedFile(file, try read(file, in: context), expectedRoot: expected))
    }
    if json {
      context.print(JSONValue.array(verdicts.map(\.json)).canonicalBytes)
    } else {
      for verdict in verdicts { context.print(verdict.line) }
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
