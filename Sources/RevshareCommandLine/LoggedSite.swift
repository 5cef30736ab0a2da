import FileStore
import LocalFileStore
import Publishing

/// A published site whose log is asked for.
enum LoggedSite {
  /// Reads a site's manifests and its log.
  ///
  /// - Parameters:
  ///   - site: The folder, as the user wrote it.
  ///   - context: The outside world.
  /// - Returns: What it holds; there is a log.
  /// - Throws: `CommandFailure`.
  static func read(
    _ site: String,
    in context: CommandContext
  ) throws(CommandFailure) -> PublishedSite {
    let store = LocalFileStore(root: context.path(site))
    guard store.exists else {
      throw CommandFailure(.inputMissing, "revshare: \(site): no such folder")
    }
    let published: PublishedSite?
    do {
      published = try PublishedSite.read(from: store)
    } catch {
      throw failure(error, of: site)
    }
    guard let published, !published.log.isEmpty else { throw noLog(in: site) }
    return published
  }

  /// Reads the entries of a site's log, its head and its key.
  ///
  /// - Parameters:
  ///   - site: The folder, or the address.
  ///   - context: The outside world.
  /// - Returns: The log; it has entries.
  /// - Throws: `CommandFailure`.
  static func head(
    of site: AuditedSite,
    in context: CommandContext
  ) throws(CommandFailure) -> SiteLog {
    let store = try site.open(in: context)
    let log: SiteLog?
    do {
      log = try SiteLog.head(from: store)
    } catch {
      throw failure(error, of: site.site)
    }
    guard let log, !log.isEmpty else { throw noLog(in: site.site) }
    return log
  }

  private static func noLog(in site: String) -> CommandFailure {
    CommandFailure(.inputMissing, "revshare: \(site): no publication with a log")
  }

  private static func failure(_ error: EvidenceError, of site: String) -> CommandFailure {
    // It names the address itself.
    if let cause = error.cause, case .unavailable = cause {
      return CommandFailure(.unavailable, PrintableText.of("revshare: \(cause)"))
    }
    let folder = site.hasSuffix("/") ? site : "\(site)/"
    let status = error.cause.map { CommandFailure($0).status } ?? .malformedInput
    return CommandFailure(status, PrintableText.of("\(folder)\(error)"))
  }
}
