import ArgumentParser

struct KeyCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "key",
    abstract: "Make the key that signs the log of epochs, or show what others need of it.",
    discussion: """
      Who has the private key can sign in your name. Verifiers need the verifier key alone, best from somewhere else \
      than the site.
      """,
    subcommands: [KeyNewCommand.self, KeyShowCommand.self]
  )
}
