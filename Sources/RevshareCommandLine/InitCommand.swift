import ArgumentParser
import EmbeddedFiles
import FileStore

struct InitCommand: ContextCommand {
  static let configuration = CommandConfiguration(
    commandName: "init",
    abstract: "Write an annotated example of books, ready to publish.",
    discussion: "The example is the Opur AI one; change it into your own from top to bottom."
  )

  @Argument(help: "The folder to make; it must not be there yet, or be empty.")
  var folder = "books"

  func run(in context: CommandContext) throws(CommandFailure) {
    let files = EmbeddedAssets.files.compactMap { file in
      RelativePath(file.path).map { (path: $0, bytes: file.bytes) }
    }
    do {
      try NewFolder(folder, in: context).write(files)
    } catch {
      throw CommandFailure(error)
    }
    context.print(
      """
      Wrote \(EmbeddedAssets.files.count) files to \(folder).
      Next: revshare check --books \(folder)
            revshare publish --books \(folder) --site site --all
      """
    )
  }
}
