public import FileStore
public import ReportDocuments

/// What a published folder holds by its own manifests.
public struct PublishedSite: Sendable {
  /// The views, and the manifests, statements and proofs of publications.
  let manifest: Manifest
  /// Each publication's evidence.
  let manifests: [PublicationName: Manifest]
  /// The log; empty for a folder that was published before there was one.
  public let log: SiteLog

  /// The publications, in the order of the log, else by epoch.
  public var publications: [PublicationName] {
    log.isEmpty ? manifests.keys.sorted() : log.statements.map(\.publication)
  }

  /// The numbers of the published epochs, ascending.
  public var epochNumbers: [Int] {
    publications.filter { !$0.isCorrection }.map(\.epoch).sorted()
  }

  /// All files that the manifests name, and the site's manifest itself, in byte order.
  public var paths: [RelativePath] {
    let evidence = manifests.flatMap { name, manifest in
      manifest.files.map { SiteLayout.folder(of: name).appending($0.path) }
    }
    return (manifest.files.map(\.path) + evidence + [SiteLayout.manifest]).sorted()
  }

  /// The files that are not what the manifests name, or are gone, in byte order.
  ///
  /// - Parameters:
  ///   - store: The folder.
  ///   - latest: Where one is named, evidence of other publications than this one is only held against the bytes that it
  ///     has; else every byte is read.
  /// - Returns: Their paths.
  func damagedFiles(
    in store: some FileStore,
    afterPublicationOf latest: PublicationName? = nil
  ) -> [RelativePath] {
    let views = manifest.files.filter { !Self.isWhole($0, at: $0.path, in: store) }.map(\.path)
    let evidence = manifests.flatMap { name, manifest in
      manifest.files.map { ($0, SiteLayout.folder(of: name).appending($0.path)) }
        .filter { file, path in
          let isRead = latest == nil || name == latest || Self.isHeld(file.path)
          return isRead
            ? !Self.isWhole(file, at: path, in: store)
            : (try? store.open(path, byteLimit: file.byteCount))?.byteCount != file.byteCount
        }.map(\.1)
    }
    return (views + evidence).sorted()
  }

  /// Whether a document of evidence is read whenever something is published.
  private static func isHeld(_ path: RelativePath) -> Bool {
    let files = SiteLayout.EpochFiles.self
    return [files.terms, files.report, files.correction].contains(path)
      || [files.holdersName.description, files.differencesName.description]
        .contains(path.components.last)
  }

  /// Whether inputs of a publication are not what its manifest names, or are gone.
  ///
  /// - Parameters:
  ///   - name: The publication.
  ///   - tables: Only these are looked at; `nil` for all.
  ///   - store: The folder.
  /// - Returns: Whether any is.
  func hasDamagedInputs(
    of name: PublicationName,
    among tables: [RelativePath]? = nil,
    in store: some FileStore
  ) -> Bool {
    isDamaged(name, in: store) {
      tables?.contains($0) ?? ($0.components[0] == SiteLayout.EpochFiles.inputs.description)
    }
  }

  /// Whether a table of holders is not what a publication's manifest names, or is gone.
  ///
  /// - Parameters:
  ///   - name: The publication.
  ///   - store: The folder.
  /// - Returns: Whether any is.
  func hasDamagedHolders(of name: PublicationName, in store: some FileStore) -> Bool {
    isDamaged(name, in: store) {
      $0.components.last == SiteLayout.EpochFiles.holdersName.description
    }
  }

  private func isDamaged(
    _ name: PublicationName,
    in store: some FileStore,
    _ isMeant: (RelativePath) -> Bool
  ) -> Bool {
    (manifests[name]?.files ?? []).filter { isMeant($0.path) }.contains {
      !Self.isWhole($0, at: SiteLayout.folder(of: name).appending($0.path), in: store)
    }
  }

  private static func isWhole(
    _ file: Manifest.File,
    at path: RelativePath,
    in store: some FileStore
  ) -> Bool {
    guard let content = try? store.open(path, byteLimit: file.byteCount) else { return false }
    return (try? Manifest.File(file.path, of: content)) == file
  }

  /// Reads a folder's manifests and its log.
  ///
  /// - Parameter store: The folder.
  /// - Returns: `nil` when there is no site's manifest.
  /// - Throws: ``EvidenceError`` when one does not read.
  public static func read(from store: some FileStore) throws(EvidenceError) -> PublishedSite? {
    guard let manifest = try EvidenceReader.siteManifest(from: store) else { return nil }
    let convert = { (bytes: [UInt8]) throws(DocumentError) in try Manifest(parsing: bytes) }
    var manifests: [PublicationName: Manifest] = [:]
    for file in manifest.files {
      guard let name = SiteLayout.publication(ofManifest: file.path) else { continue }
      manifests[name] = try EvidenceReader.read(file.path, from: store, convert)
    }
    let log = try SiteLog(of: manifest, from: store)
    let logged = log.statements.map(\.publication)
    guard log.isEmpty || Set(logged) == Set(manifests.keys), Set(logged).count == logged.count
    else {
      throw EvidenceError(path: SiteLayout.log, fact: "holds other publications than the site")
    }
    return PublishedSite(manifest: manifest, manifests: manifests, log: log)
  }
}
