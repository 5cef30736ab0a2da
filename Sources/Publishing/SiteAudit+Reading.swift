import FileStore
import ReportDocuments

/// Reading for the audit: what cannot be read becomes a finding, once for each file.
extension SiteAudit {
  /// Reads a file.
  ///
  /// - Returns: Its bytes; `nil` when a finding says why there are none, or the audit has ended.
  mutating func read(
    _ path: RelativePath,
    byteLimit: Int = EvidenceReader.tableByteLimit,
    in store: some FileStore,
    tooLarge: (Int) -> AuditFinding
  ) -> [UInt8]? {
    read(path, in: store) { () throws(FileStoreError) in
      try store.read(path, byteLimit: byteLimit)
    } tooLarge: {
      tooLarge($0)
    }
  }

  /// Reads something of a file.
  ///
  /// - Returns: What was read; `nil` when a finding says why there is nothing, or the audit has ended.
  mutating func read<Content>(
    _ path: RelativePath,
    in store: some FileStore,
    _ work: () throws(FileStoreError) -> Content,
    tooLarge: (Int) -> AuditFinding
  ) -> Content? {
    guard ending == nil else { return nil }
    do {
      return try work()
    } catch {
      if case .tooLarge(_, let limit) = error {
        add(tooLarge(limit))
      } else {
        add(error, at: path)
      }
      return nil
    }
  }

  /// Adds why a document could not be used.
  mutating func add(_ error: EvidenceError) {
    if let cause = error.cause {
      add(cause, at: error.path)
    } else {
      let code: AuditFinding.Code = error.isInconsistent ? .inconsistentInputs : .malformedDocument
      add(AuditFinding(code, error.path, error.fact))
    }
  }

  /// Adds why a file could not be read, unless that was said before.
  mutating func add(_ error: FileStoreError, at path: RelativePath) {
    if case .unavailable = error {
      ending = ending ?? (path, error)
      return
    }
    guard unreadable.insert(path).inserted else { return }
    switch error {
    case .notFound: add(AuditFinding(.missingFile, path, "this file is not there"))
    case .tooLarge(_, let limit):
      add(AuditFinding(.malformedDocument, path, "larger than the \(limit) bytes that are read"))
    default: add(AuditFinding(.unreadableFile, path, Self.fact(of: error, at: path)))
    }
  }

  /// The error's text without the path, which the finding names.
  private static func fact(of error: FileStoreError, at path: RelativePath) -> String {
    let text = error.description
    let prefix = "\(path): "
    return text.hasPrefix(prefix) ? String(text.dropFirst(prefix.count)) : text
  }

  /// Lists a store's files.
  ///
  /// - Returns: The files; `nil`, with a note, where the store gives no list.
  mutating func list(_ store: some FileStore) throws(FileStoreError) -> [RelativePath]? {
    do {
      let listing = try store.listing()
      for problem in listing.problems {
        add(AuditFinding(.unlistedFolder, problem.folder ?? SiteLayout.manifest, problem.fact))
      }
      return listing.paths
    } catch {
      guard case .cannotList = error else { throw error }
      add(
        AuditFinding(
          .notListed,
          SiteLayout.manifest,
          "files that no manifest names could not be looked for: a web address gives no list of its files"
        )
      )
      return nil
    }
  }
}
