import ArgumentParser
import FileStore
import LocalFileStore
import Publishing
import RemoteFileStore
import ReportDocuments

/// The site that is read to see what it says: a folder of this machine, or an address on the web.
struct AuditedSite: ParsableArguments {
  @Argument(help: "The folder of the site, or its address: https://… or http://….")
  var site = "site"

  @Option(
    help: ArgumentHelp("How many bytes an address may send in all.", valueName: "number")
  )
  var byteLimit = 2_000_000_000

  @Option(help: ArgumentHelp("How long an address may take in all.", valueName: "seconds"))
  var timeLimit = 3_600

  @Option(
    help: ArgumentHelp(
      "How long a connection or an answer may take without coming forward.",
      valueName: "seconds"
    )
  )
  var stallLimit = 30

  @Option(
    help: ArgumentHelp(
      "Trust the authorities of this file (PEM), not those of the system.",
      valueName: "file"
    )
  )
  var authorities: String?

  func validate() throws {
    for (name, value) in [
      ("--byte-limit", byteLimit), ("--time-limit", timeLimit), ("--stall-limit", stallLimit),
    ] where !(1...1_000_000_000_000).contains(value) {
      throw ValidationError("\(name) takes a number from 1 to 1000000000000")
    }
  }

  /// Opens the site; an address is asked for its manifest.
  func open(in context: CommandContext) throws(CommandFailure) -> any FileStore {
    guard !site.contains("://") else { return try openAddress(in: context) }
    let store = LocalFileStore(root: context.path(site))
    guard store.exists else {
      throw CommandFailure(.inputMissing, "revshare: \(site): no such folder")
    }
    return store
  }

  private func openAddress(in context: CommandContext) throws(CommandFailure) -> RemoteFileStore {
    let address: SiteAddress
    do {
      address = try SiteAddress(site)
    } catch {
      // Without the address, which may hold a password.
      throw CommandFailure(.usage, "revshare: \(error)")
    }
    if let authorities {
      _ = try InputFile.read(authorities, in: context, byteLimit: 16_000_000)
    }
    do {
      let store = try RemoteFileStore(
        at: address,
        limits: TransferLimits(
          byteCount: byteLimit,
          seconds: timeLimit,
          stallSeconds: min(stallLimit, timeLimit)
        ),
        agent: "revshare/\(ProgramVersion.current)",
        authorities: authorities.map(context.path)
      )
      try Self.contact(store)
      return store
    } catch {
      throw Self.failure(error, at: address)
    }
  }

  /// Sees whether a publication is there; a manifest that is too large is for the audit to find.
  private static func contact(_ store: RemoteFileStore) throws(FileStoreError) {
    do {
      _ = try store.read(SiteLayout.manifest, byteLimit: EvidenceReader.documentByteLimit)
    } catch {
      if case .tooLarge = error { return }
      throw error
    }
  }

  private static func failure(_ error: FileStoreError, at address: SiteAddress) -> CommandFailure {
    let manifest = address.file(SiteLayout.manifest)
    let text =
      switch error {
      case .notFound: "\(manifest): not there; name the address of a published site's folder"
      case .cannotRead(_, let cause): "\(manifest): \(cause)"
      default: error.description
      }
    return CommandFailure(.unavailable, "revshare: \(text)")
  }
}
