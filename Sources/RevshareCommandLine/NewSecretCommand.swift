import ArgumentParser
import FileStore
import LocalFileStore
import Signing

struct NewSecretCommand: ContextCommand {
  static let configuration = CommandConfiguration(
    commandName: "new-secret",
    abstract: "Make the secret that private columns of ledgers are hidden with.",
    discussion: """
      Writes 32 random bytes as hexadecimal digits to a file that only its owner can read, and never over a file \
      that is there. Keep a copy where nobody else finds it: without the secret nothing that was published with \
      it can be computed or revealed again.
      """
  )

  @Argument(help: "The file to make, such as books/privacy.key.")
  var file: String

  func run(in context: CommandContext) throws(CommandFailure) {
    var generator = SystemRandomNumberGenerator()
    let secret = CommitmentSecret(using: &generator)
    do {
      try SecretFile.create(context.path(file), named: file, secret.fileBytes)
    } catch {
      throw CommandFailure(error)
    }
    let name = file.split(separator: "/").last.map(String.init) ?? file
    context.print(
      """
      Wrote a new secret to \(file), readable by you alone. Keep a copy in a safe place, and out of any repository.
      Next: name it in revshare.yaml by its path in the books' folder, such as privacy: { secret: \(name) }
            mark columns of ledgers with `private: true`
      """
    )
  }
}
