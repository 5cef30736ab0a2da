public import Distribution
public import FileStore
import StrictJSON

/// `datapackage.json`: every published table with its size, digest and schema, for programs that read tables.
///
/// It is made from what manifests say; no table is read. It names schemas by their paths, since an epoch's
/// tables share theirs with those of other epochs.
///
/// - Source: Data Package and Tabular Data Package, version 1; CSV Dialect, version 1.2.
public struct DataPackage: Sendable, Hashable {
  /// The evidence of an epoch, as far as the package tells of it.
  public struct Evidence: Sendable, Hashable {
    let folder: RelativePath
    let ruleset: Ruleset
    let manifest: Manifest

    /// Creates a description.
    ///
    /// - Parameters:
    ///   - folder: The folder of the evidence, such as `epochs/4`.
    ///   - ruleset: The ruleset of the epoch.
    ///   - manifest: What the evidence holds.
    public init(folder: RelativePath, ruleset: Ruleset, manifest: Manifest) {
      self.folder = folder
      self.ruleset = ruleset
      self.manifest = manifest
    }
  }

  private let site: SiteDescription
  private let evidence: [Evidence]

  /// Creates the document.
  ///
  /// - Parameters:
  ///   - site: Who publishes.
  ///   - evidence: The evidence of all epochs, in their order; a package without any table is none.
  public init(of site: SiteDescription, evidence: [Evidence]) {
    self.site = site
    self.evidence = evidence
  }

  /// The document's bytes.
  public var bytes: [UInt8] {
    let notice = site.notice.map { " " + $0 } ?? ""
    return JSONValue.object([
      .init("profile", .string("tabular-data-package")),
      .init("name", .string("revenue-sharing")),
      .init("id", .string(site.baseURL)),
      .init("title", .string(site.title)),
      .init("description", .string(site.description + notice)),
      .init("homepage", .string(site.baseURL)),
      .init("contributors", .array([publisher])),
      .init("resources", .array(evidence.flatMap(Self.resources))),
    ]).canonicalBytes
  }

  private var publisher: JSONValue {
    let isLink = site.website?.utf8.starts(with: "https://".utf8) == true
    return .object(
      [.init("title", .string(site.publisher)), .init("role", .string("publisher"))]
        + (isLink ? [.init("path", .optional(site.website))] : [])
    )
  }

  private static func resources(of evidence: Evidence) -> [JSONValue] {
    evidence.manifest.files.compactMap { file in
      PublishedTable(at: file.path).map { resource(of: $0, in: file, of: evidence) }
    }
  }

  private static func resource(
    of table: PublishedTable,
    in file: Manifest.File,
    of evidence: Evidence
  ) -> JSONValue {
    let path = evidence.folder.appending(file.path)
    let epoch = evidence.folder.components.last ?? ""
    let asset =
      file.path.components[0] == SiteLayout.EpochFiles.inputs.description
      ? "" : ", \(file.path.components[0])"
    return .object([
      .init("profile", .string("tabular-data-resource")),
      .init("name", .string(name(of: path))),
      .init("path", .string(path.description)),
      .init("title", .string("\(table.title) of epoch \(epoch)\(asset)")),
      .init("format", .string("csv")),
      .init("mediatype", .string("text/csv")),
      .init("encoding", .string("utf-8")),
      .init("bytes", .integer(file.byteCount)),
      .init("hash", .string("sha256:\(file.digest)")),
      .init("dialect", dialect),
      .init("schema", .string(table.schema(under: evidence.ruleset).description)),
    ])
  }

  /// How our tables differ from the default dialect, whose lines end with CR and LF.
  private static let dialect = JSONValue.object([
    .init("delimiter", .string(",")),
    .init("lineTerminator", .string("\n")),
    .init("doubleQuote", .bool(true)),
  ])

  /// A name for a table: its path without the ending, `-` between its parts.
  ///
  /// Names have no capitals: one in an asset's identifier becomes a dot and the small letter, which no other
  /// identifier gives, since none has a dot.
  private static func name(of path: RelativePath) -> String {
    var name: [UInt8] = []
    for byte in path.description.utf8.dropLast(".csv".utf8.count) {
      switch byte {
      case UInt8(ascii: "/"): name.append(UInt8(ascii: "-"))
      case UInt8(ascii: "A")...UInt8(ascii: "Z"):
        name += [UInt8(ascii: "."), byte | 0x20]
      default: name.append(byte)
      }
    }
    return String(decoding: name, as: UTF8.self)
  }
}
