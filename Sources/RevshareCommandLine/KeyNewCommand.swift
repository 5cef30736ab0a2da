import ArgumentParser
import LocalFileStore
import Signing
import TransparencyLog

struct KeyNewCommand: ContextCommand {
  static let configuration = CommandConfiguration(
    commandName: "new",
    abstract: "Make a private key, and print its verifier key.",
    discussion: """
      The file is made with mode 0600, in the format of Go's note package; nothing is overwritten. The key's name is \
      that of the log, for ever.
      """
  )

  @Option(
    help: ArgumentHelp(
      "The log's name: an address without https://, such as opur.example/revshare.",
      valueName: "origin"
    )
  )
  var name: String

  @Option(name: [.short, .long], help: ArgumentHelp("The file to make.", valueName: "file"))
  var output: String

  func run(in context: CommandContext) throws(CommandFailure) {
    guard let key = Ed25519PrivateKey.random() else {
      throw CommandFailure(.unavailable, "revshare: the system has no randomness to give")
    }
    let signer = NoteSigner(name: try KeyFile.name(name), key: key)
    do {
      try SecretFile.create(
        context.path(output),
        named: output,
        Array((signer.secretText + "\n").utf8)
      )
    } catch {
      throw CommandFailure(error.naming(output))
    }
    context.print(signer.verifier.text)
    context.printError(
      """
      Wrote the private key to \(output). Keep it secret, and keep a copy: a log whose key is lost cannot go on.
      The line on standard output is the verifier key: publish it also outside of the site.
      """
    )
  }
}
