public import FileStore
import ReportDocuments

/// What a published folder holds by its own manifests.
public struct PublishedSite: Sendable, Hashable {
  /// The views and the epochs' manifests.
  let manifest: Manifest
  /// Each epoch's evidence.
  let epochs: [Int: Manifest]

  /// The numbers of the published epochs, ascending.
  public var epochNumbers: [Int] { epochs.keys.sorted() }

  /// All files that the manifests name, and the site's manifest itself, in byte order.
  public var paths: [RelativePath] {
    let evidence = epochNumbers.flatMap { number in
      (epochs[number]?.files ?? []).map { SiteLayout.epoch(number).appending($0.path) }
    }
    return (manifest.files.map(\.path) + evidence + [SiteLayout.manifest]).sorted()
  }

  /// Reads a folder's manifests.
  ///
  /// - Parameter store: The folder.
  /// - Returns: `nil` when there is no site's manifest.
  /// - Throws: ``EvidenceError`` when one does not read.
  public static func read(from store: some FileStore) throws(EvidenceError) -> PublishedSite? {
    do {
      _ = try store.read(SiteLayout.manifest)
    } catch {
      if case .notFound = error { return nil }
      throw EvidenceError(path: SiteLayout.manifest, fact: "cannot be read: \(error)")
    }
    let convert = { (bytes: [UInt8]) throws(DocumentError) in try Manifest(parsing: bytes) }
    let manifest = try EvidenceReader.read(SiteLayout.manifest, from: store, convert)
    var epochs: [Int: Manifest] = [:]
    for file in manifest.files {
      guard let number = SiteLayout.epochNumber(of: file.path),
        file.path == SiteLayout.epoch(number).appending(SiteLayout.EpochFiles.manifest)
      else { continue }
      epochs[number] = try EvidenceReader.read(file.path, from: store, convert)
    }
    return PublishedSite(manifest: manifest, epochs: epochs)
  }
}
