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
      throw CommandFailure(.malformedInput, PrintableText.of("\(site)/\(error)"))
    }
    guard let published, !published.log.isEmpty else {
      throw CommandFailure(.inputMissing, "revshare: \(site): no publication with a log")
    }
    return published
  }
}
