import ArgumentParser
import FileStore
import LocalFileStore
import ReportPages

/// The option that names page templates of one's own.
struct TemplatesOption: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "A folder with templates and assets in the place of the program's; see export-templates.",
      valueName: "folder"
    )
  )
  var templates: String?

  /// How many bytes a template or asset may have.
  private static var byteLimit: Int { 4_000_000 }

  /// The program's templates, with those of the folder in their place, and all of them checked.
  func read(in context: CommandContext) throws(CommandFailure) -> PageTemplates {
    guard let templates else { return .embedded }
    let store = LocalFileStore(root: context.path(templates))
    guard store.exists else {
      throw CommandFailure(.inputMissing, "revshare: \(templates): no such folder")
    }
    let folder = templates.utf8.last == UInt8(ascii: "/") ? templates : templates + "/"
    var files: [PageTemplates.File] = []
    do {
      for path in try store.paths() {
        let bytes = try store.read(path, byteLimit: Self.byteLimit)
        files.append(PageTemplates.File(path: path, bytes: bytes))
      }
    } catch {
      let failure = CommandFailure(error)
      throw CommandFailure(failure.status, lines: failure.lines.map { folder + $0 })
    }
    do {
      let replaced = try PageTemplates.embedded.replacing(with: files)
      try replaced.check()
      return replaced
    } catch {
      throw CommandFailure(
        .malformedInput,
        lines: error.lines(in: folder) + ["revshare: the templates cannot be used"]
      )
    }
  }
}
