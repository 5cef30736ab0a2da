import ArgumentParser
import EmbeddedFiles
import FileStore
import LocalFileStore

struct InitCommand: ContextCommand {
  static let configuration = CommandConfiguration(
    commandName: "init",
    abstract: "Write an annotated example of books, ready to publish.",
    discussion: "The example is the Opur AI one; change it into your own from top to bottom."
  )

  @Argument(help: "The folder to make; it must not be there yet, or be empty.")
  var folder = "books"

  func run(in context: CommandContext) throws(CommandFailure) {
    let target = context.path(folder)
    let store = LocalFileStore(root: target)
    do {
      let site = try SiteFolder(at: target)
      guard try !store.exists || store.paths().isEmpty else {
        throw FileStoreError.cannotWrite(folder, "the folder is not empty; name another one")
      }
      var staging = try LocalStaging(
        replacing: site,
        isInPlace: false,
        outdated: [],
        last: "revshare.yaml"
      )
      for file in EmbeddedAssets.files {
        guard let path = RelativePath(file.path) else { continue }
        try staging.write(file.bytes, to: path)
      }
      try staging.commit()
    } catch let error as FileStoreError {
      throw CommandFailure(error)
    } catch {
      throw CommandFailure(.programFault, "revshare: \(error)")
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
