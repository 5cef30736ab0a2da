import Foundation

// usage: AssetEmbedder OUTPUT FOLDER FILE...
// Writes the files, by their paths in the folder, as one Swift file. A tool of the build only.

let arguments = Array(CommandLine.arguments.dropFirst())
guard arguments.count >= 2 else {
  FileHandle.standardError.write(Data("usage: AssetEmbedder OUTPUT FOLDER FILE...\n".utf8))
  exit(64)
}
let folder = arguments[1].hasSuffix("/") ? arguments[1] : arguments[1] + "/"

var text = """
  // Made by the plugin EmbedAssets.
  import EmbeddedFiles

  enum EmbeddedAssets {
    static let files: [EmbeddedFile] = [

  """
do {
  for file in arguments.dropFirst(2) {
    precondition(file.hasPrefix(folder), "the plugin lists files of the folder")
    let path = String(file.dropFirst(folder.count))
    let content = try Data(contentsOf: URL(fileURLWithPath: file)).base64EncodedString()
    text += "    EmbeddedFile(path: #\"\(path)\"#, base64: \"\(content)\"),\n"
  }
  text += "  ]\n}\n"
  try Data(text.utf8).write(to: URL(fileURLWithPath: arguments[0]))
} catch {
  FileHandle.standardError.write(Data("AssetEmbedder: \(error)\n".utf8))
  exit(74)
}
