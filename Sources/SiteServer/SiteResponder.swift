import FileStore

/// Answers requests from the files of a site.
struct SiteResponder<Files: OpenableFiles>: Sendable {
  typealias Answer = SiteAnswer<Files.File>

  let files: Files

  private static var indexPage: RelativePath { "index.html" }
  private static var notFoundPage: RelativePath { "404.html" }
  /// The methods that are known and do more than read.
  private static var otherMethods: [String] {
    ["POST", "PUT", "DELETE", "PATCH", "OPTIONS", "TRACE", "CONNECT"]
  }

  /// Answers a request.
  ///
  /// - Parameters:
  ///   - request: The request.
  ///   - port: The port that it came to.
  /// - Returns: The answer; for `HEAD` and for 304 its body is not to be sent.
  func answer(to request: SiteRequest, port: UInt16) -> Answer {
    guard let host = request.host else { return Answer(.badRequest) }
    guard isLocalHost(host, port: port) else { return Answer(.misdirected) }
    guard ["GET", "HEAD"].contains(request.method) else {
      let isKnown = Self.otherMethods.contains(request.method)
      return Answer(isKnown ? .methodNotAllowed : .notImplemented, [("Allow", "GET, HEAD")])
    }
    do throws(FileStoreError) {
      switch RequestPath(request.path) {
      case .malformed:
        return Answer(.badRequest)
      case .folder(let folder):
        let page = folder?.appending(Self.indexPage) ?? Self.indexPage
        if let answer = try file(page, for: request) { return answer }
        return try notFound(for: request)
      case .file(let path):
        if let answer = try file(path, for: request) { return answer }
        guard try opened(path.appending(Self.indexPage)) != nil else {
          return try notFound(for: request)
        }
        let location = "/" + addressText(of: path) + "/" + Self.querySuffix(request.query)
        return Answer(.elsewhere, [("Location", location)])
      }
    } catch {
      return Answer(.serverFault)
    }
  }

  /// A query as it stands in a field; left out where it holds what would end the field.
  private static func querySuffix(_ query: String) -> String {
    query.isEmpty || !query.utf8.allSatisfy { (0x21...0x7E).contains($0) } ? "" : "?" + query
  }

  /// The site's own page for what is not there, where it has one.
  private func notFound(for request: SiteRequest) throws(FileStoreError) -> Answer {
    guard let (file, fields) = try variant(of: Self.notFoundPage, for: request) else {
      return Answer(.notFound)
    }
    return Answer(.notFound, file: file, fields)
  }

  private func file(
    _ path: RelativePath,
    for request: SiteRequest
  ) throws(FileStoreError) -> Answer? {
    guard let (file, fields) = try variant(of: path, for: request) else { return nil }
    let tag = EntityTag(version: file.version)
    return Answer(
      tag.isHeld(by: request.ifNoneMatch) ? .notModified : .ok,
      file: file,
      fields + [("ETag", tag.text)]
    )
  }

  /// A file, compressed where the client takes that and the compressed file is not the older one.
  private func variant(
    of path: RelativePath,
    for request: SiteRequest
  ) throws(FileStoreError) -> (file: Files.File, fields: [(name: String, value: String)])? {
    guard let plain = try opened(path) else { return nil }
    let fields = [("Content-Type", contentType(of: path)), ("Vary", "Accept-Encoding")]
    for encoding in ContentEncoding.accepted(by: request.acceptEncoding) {
      guard let beside = RelativePath(path.description + encoding.suffix),
        let file = try opened(beside), file.writtenAt >= plain.writtenAt
      else { continue }
      return (file, fields + [("Content-Encoding", encoding.rawValue)])
    }
    return (plain, fields)
  }

  /// A file; `nil` where there is none, or a folder or a link in its place.
  private func opened(_ path: RelativePath) throws(FileStoreError) -> Files.File? {
    do {
      return try files.open(path)
    } catch {
      switch error {
      case .notFound, .notAFile: return nil
      default: throw error
      }
    }
  }
}
