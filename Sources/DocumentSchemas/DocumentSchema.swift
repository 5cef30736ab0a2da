import EmbeddedFiles
public import FileStore
import ReportDocuments

/// A published description of a document for machines: a JSON Schema (2020-12), or a Table Schema of a CSV.
///
/// - Source: `docs/schemas`, which tests hold to every published document.
public struct DocumentSchema: Sendable, Hashable {
  /// Where it is published.
  public let path: RelativePath
  /// Its bytes.
  public let bytes: [UInt8]

  /// All schemas, by the bytes of their paths.
  public static let all: [DocumentSchema] = EmbeddedAssets.files
    .map { file in
      guard let name = RelativePath(file.path) else { preconditionFailure("the build lists paths") }
      return DocumentSchema(path: SiteLayout.schemas.appending(name), bytes: file.bytes)
    }
    .sorted { $0.path < $1.path }
}
