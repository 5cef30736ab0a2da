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

  /// The files that are not what the manifests name, or are gone, in byte order.
  ///
  /// - Parameter store: The folder.
  /// - Returns: Their paths.
  func damagedFiles(in store: some FileStore) -> [RelativePath] {
    var damaged: [RelativePath] = []
    let check = { (file: Manifest.File, path: RelativePath) in
      guard let bytes = try? store.read(path, byteLimit: file.byteCount),
        Manifest.File(file.path, bytes) == file
      else { return damaged.append(path) }
    }
    for file in manifest.files { check(file, file.path) }
    for number in epochNumbers {
      for file in epochs[number]?.files ?? [] {
        check(file, SiteLayout.epoch(number).appending(file.path))
      }
    }
    return damaged.sorted()
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
