import EmbeddedFiles
public import FileStore
import ReportDocuments

/// What views are made with: the page templates and the assets that are published as they are.
///
/// Paths are relative to the folder `templates`: `index.mustache`, `partials/head.mustache`,
/// `assets/style.css`.
public struct PageTemplates: Sendable, Hashable {
  /// A template or asset.
  public struct File: Sendable, Hashable {
    /// The path in the folder of templates.
    public let path: RelativePath
    /// The content.
    public let bytes: [UInt8]

    /// Creates a file.
    ///
    /// - Parameters:
    ///   - path: The path in the folder of templates.
    ///   - bytes: The content.
    public init(path: RelativePath, bytes: [UInt8]) {
      self.path = path
      self.bytes = bytes
    }
  }

  /// The files, ordered by the bytes of their paths.
  public let files: [File]

  /// The templates and assets that the program carries.
  public static let embedded = PageTemplates(
    files: EmbeddedAssets.files.map { file in
      guard let path = RelativePath(file.path) else { preconditionFailure("the build lists paths") }
      return File(path: path, bytes: file.bytes)
    }
  )

  /// Creates a set of templates.
  ///
  /// - Parameter files: The files, in any order, each path once.
  public init(files: [File]) {
    self.files = files.sorted { $0.path < $1.path }
  }

  /// Puts files in the place of those of the same paths; what is not replaced stays.
  ///
  /// - Parameter files: The files, each path once.
  /// - Returns: The templates, as many as before.
  /// - Throws: ``PageTemplateError`` for files that stand for none.
  public func replacing(with files: [File]) throws(PageTemplateError) -> PageTemplates {
    let known = self.files.map(\.path)
    let problems = files.filter { !known.contains($0.path) }
      .map { file in
        PageTemplateError.Problem(path: file.path, line: nil, fact: Self.unknownFact(known))
      }
    guard problems.isEmpty else { throw PageTemplateError(problems) }
    return PageTemplates(
      files: self.files.map { file in files.first { $0.path == file.path } ?? file }
    )
  }

  /// Sees whether pages can be made from these templates, whatever the books say.
  ///
  /// - Throws: ``PageTemplateError`` with everything that has to be mended.
  public func check() throws(PageTemplateError) {
    _ = try PageLibrary(self)
    _ = try ProofFile(self)
  }

  private static func unknownFact(_ known: [RelativePath]) -> String {
    "no template or asset has this name; there are "
      + known.map(\.description).joined(separator: ", ")
  }

  /// What the digest of templates is made over.
  ///
  /// For each file, in order: its path, a line feed, its size in decimal digits, a line feed, its
  /// bytes.
  public var canonicalBytes: [UInt8] {
    var bytes: [UInt8] = []
    for file in files {
      bytes += "\(file.path)\n\(file.bytes.count)\n".utf8
      bytes += file.bytes
    }
    return bytes
  }

  /// The assets, which are published as they are, and the second audit, whose parts are published as one file.
  var assets: [File] {
    let parts = files.filter { $0.path.components.starts(with: Self.auditParts.components) }
    return files.filter { $0.path.components.count > 1 && $0.path.components[0] == "assets" }
      + [File(path: SiteLayout.auditScript, bytes: parts.flatMap(\.bytes))]
  }

  /// The folder of the second audit's parts, which follow each other by their names.
  private static let auditParts: RelativePath = "audit/check-site"

  /// The sources of templates and partials.
  var sources: [File] {
    files.filter { $0.path.description.hasSuffix(Self.sourceSuffix) }
  }

  /// The name that a template has for others.
  static func name(of path: RelativePath) -> String {
    String(path.description.dropLast(sourceSuffix.count))
  }

  static let sourceSuffix = ".mustache"
}
