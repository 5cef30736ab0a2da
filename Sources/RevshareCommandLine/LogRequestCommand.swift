import ArgumentParser
import Publishing
import TransparencyLog

struct LogRequestCommand: ContextCommand {
  static let configuration = CommandConfiguration(
    commandName: "request",
    abstract: "Write what a witness is asked to sign.",
    discussion: """
      It is the body of a POST to add-checkpoint (C2SP tlog-witness): the size that the witness saw last, the proof that \
      the log begins with it, and the signed head. Where the witness answers 409, give the size of its answer as \
      --old-size.
      """
  )

  @Argument(help: "The folder of the site.")
  var site = "site"

  @Option(
    help: ArgumentHelp(
      "The witness's name; its last signature in the site says what it saw.",
      valueName: "name"
    )
  )
  var witness: String?

  @Option(
    help: ArgumentHelp("How many entries the witness saw last; 0 for none.", valueName: "number")
  )
  var oldSize: Int?

  @Option(name: .shortAndLong, help: ArgumentHelp("Write to this file.", valueName: "file"))
  var output: String?

  func validate() throws {
    if (witness == nil) == (oldSize == nil) {
      throw ValidationError("expected --witness or --old-size")
    }
  }

  func run(in context: CommandContext) throws(CommandFailure) {
    let log = try LoggedSite.read(site, in: context).log
    guard log.isSigned else {
      throw CommandFailure(
        .refused,
        "revshare: \(site): the log is not signed: there is nothing to witness"
      )
    }
    let size: Int
    if let oldSize { size = oldSize } else { size = try lastSize(in: log) }
    guard let request = log.witnessRequest(from: size) else {
      throw CommandFailure(
        .refused,
        "revshare: the log never had \(size) entries; it has \(log.tree.size)"
      )
    }
    if let output {
      try context.write(request.bytes, to: output)
    } else {
      context.print(request.bytes)
    }
  }

  private func lastSize(in log: SiteLog) throws(CommandFailure) -> Int {
    do {
      return log.lastSize(signedBy: try NoteName(witness ?? ""))
    } catch {
      throw CommandFailure(.usage, "revshare: --witness: \(error)")
    }
  }
}
