import ArgumentParser
import ContentAddressing
import FileStore
import LocalFileStore

struct CIDCommand: ContextCommand {
  static let configuration = CommandConfiguration(
    commandName: "cid",
    abstract: "Print the IPFS identifier of a published folder.",
    discussion: """
      The CID, version 1, that `ipfs add -r --cid-version=1` gives, of all files of the folder; nothing is sent \
      anywhere. Whoever kept it gets these very bytes from any node or gateway, or notices. Empty folders have no part \
      in it. A name that begins with a dot, a link, and a folder whose list of entries is over 256 KiB are \
      refused: tools do not agree on the CID there.
      """
  )

  @Argument(help: "The folder of the site.")
  var site = "site"

  @Option(
    help: ArgumentHelp(
      "Write all blocks as a CAR file (version 1), which nodes import.",
      valueName: "file"
    )
  )
  var car: String?

  func run(in context: CommandContext) throws(CommandFailure) {
    let store = LocalFileStore(root: context.path(site))
    guard store.exists else {
      throw CommandFailure(.inputMissing, "revshare: \(site): no such folder")
    }
    do throws(FolderDAGError) {
      let folder = try FolderDAG(of: store)
      if let car {
        var output = try Self.output(context.path(car))
        try folder.writeArchive(from: store) { bytes throws(FileStoreError) in
          try output.write(bytes)
        }
        do throws(FileStoreError) { try output.finish() } catch { throw .store(error) }
      }
      context.print(folder.cid.description)
    } catch {
      throw CommandFailure(error, folder: site)
    }
  }

  private static func output(_ path: String) throws(FolderDAGError) -> OutputFile {
    do {
      return try OutputFile(path: path)
    } catch {
      throw .store(error)
    }
  }
}

extension CommandFailure {
  fileprivate init(_ error: FolderDAGError, folder: String) {
    switch error {
    case .store(let cause): self.init(cause)
    case .noFiles: self.init(.inputMissing, "revshare: \(folder): \(error)")
    case .hidden, .folderTooLarge: self.init(.malformedInput, "revshare: \(folder): \(error)")
    case .changed: self.init(.cannotRead, "revshare: \(folder): \(error)")
    }
  }
}
