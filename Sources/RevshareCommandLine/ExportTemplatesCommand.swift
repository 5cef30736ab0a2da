import ArgumentParser
import ReportPages

struct ExportTemplatesCommand: ContextCommand {
  static let configuration = CommandConfiguration(
    commandName: "export-templates",
    abstract: "Write the program's page templates and assets, to change them.",
    discussion: """
      publish --templates takes a folder of them. Keep only what you change: what is not there is the \
      program's, also in its next version.
      """
  )

  @Argument(help: "The folder to make; it must not be there yet, or be empty.")
  var folder = "templates"

  func run(in context: CommandContext) throws(CommandFailure) {
    let files = PageTemplates.embedded.files
    do {
      try NewFolder(folder, in: context).write(files.map { (path: $0.path, bytes: $0.bytes) })
    } catch {
      throw CommandFailure(error)
    }
    context.print(
      """
      Wrote \(files.count) files to \(folder).
      Keep what you change, and remove the rest: it then stays the program's.
      Next: revshare publish --templates \(folder)
      """
    )
  }
}
