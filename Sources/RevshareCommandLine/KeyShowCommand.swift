import ArgumentParser
import Signing
import TransparencyLog

struct KeyShowCommand: ContextCommand {
  static let configuration = CommandConfiguration(
    commandName: "show",
    abstract: "Print the verifier key of a key's file.",
    discussion: "The file holds a private key, or a verifier key such as log/vkey of a site."
  )

  @Argument(help: "The key's file.")
  var file: String

  @Flag(help: "Print the public key as PEM, which openssl pkeyutl -verify -pubin takes.")
  var pem = false

  @Flag(help: "Print the private key as PEM, which openssl pkeyutl -sign takes.")
  var privatePem = false

  func run(in context: CommandContext) throws(CommandFailure) {
    guard !pem || !privatePem else {
      throw CommandFailure(.usage, "revshare: --pem and --private-pem exclude each other")
    }
    let key = try KeyFile.read(file, in: context)
    guard privatePem else {
      return context.print(
        Array((pem ? key.verifier.key.pem : key.verifier.text + "\n").utf8)
      )
    }
    guard let signer = key.signer else {
      throw CommandFailure(
        .malformedInput,
        "revshare: \(file): it holds a verifier key, no private key"
      )
    }
    context.printError("This is the private key: who has it can sign as \(signer.name).")
    context.print(Array(signer.key.pem.utf8))
  }
}
