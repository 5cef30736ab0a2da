import Foundation
import PackagePlugin

/// Puts the files of a folder into a target as one Swift file, so that the binary needs no files
/// beside it: the schemas of documents, the templates into the pages, the example books into the
/// command line.
@main
struct EmbedAssets: BuildToolPlugin {
  func createBuildCommands(context: PluginContext, target: any Target) throws -> [Command] {
    guard let name = folders[target.name] else { return [] }
    let folder = context.package.directoryURL.appending(path: name)
    let output = context.pluginWorkDirectoryURL.appending(path: "EmbeddedAssets.swift")
    let files = try FileManager.default.subpathsOfDirectory(atPath: folder.path())
      .sorted()
      .map { folder.appending(path: $0) }
      .filter { !$0.hasDirectoryPath && !$0.lastPathComponent.hasPrefix(".") }
      .filter { !isFolder($0) }
    return [
      .buildCommand(
        displayName: "Embedding the \(files.count) files of \(name)",
        executable: try context.tool(named: "AssetEmbedder").url,
        arguments: [output.path(), folder.path()] + files.map { $0.path() },
        inputFiles: files,
        outputFiles: [output]
      )
    ]
  }

  private let folders = [
    "DocumentSchemas": "docs/schemas", "ReportPages": "templates",
    "RevshareCommandLine": "Examples/opur",
  ]

  private func isFolder(_ url: URL) -> Bool {
    var isFolder: ObjCBool = false
    return FileManager.default.fileExists(atPath: url.path(), isDirectory: &isFolder)
      && isFolder.boolValue
  }
}
