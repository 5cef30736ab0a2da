import Books
import FileStore
import Publishing
import ReportDocuments
import TestSupport

/// The tiny books of the end-to-end tests, published in memory.
enum TinySite {
  /// The site with both epochs, and what stands in the way of making it.
  static let published = Result { try publish(books()) }

  /// The paths of all its files; a failure leaves one path that no site has.
  static let paths: [RelativePath] = (try? published.get().paths()) ?? ["no-site-could-be-made"]

  /// The books, after changes of their files.
  static func books(_ change: (inout MemoryFileStore) throws -> Void = { _ in }) throws -> Books {
    var store = MemoryFileStore(bytes: try TestFile.tree("EndToEndTests/Books/tiny"))
    try change(&store)
    return try Books(from: store)
  }

  /// What publishing books over a site would write.
  static func publication(
    of books: Books,
    through last: Int = 2,
    over store: MemoryFileStore? = nil
  ) throws -> Publication {
    let settings = books.settings
    return try Publication(
      of: epochs(of: books, through: last),
      site: SiteDescription(
        title: settings.title,
        publisher: settings.publisher,
        description: settings.description,
        website: settings.website,
        baseURL: settings.baseURL,
        notice: settings.notice,
        branding: books.branding
      ),
      over: store,
      published: store.map { try PublishedSite.read(from: $0) } ?? nil
    )
  }

  /// The epochs up to one, each from what the one before left.
  private static func epochs(of books: Books, through last: Int) throws -> [EpochEvidence] {
    var epochs: [EpochEvidence] = []
    for number in 1...last {
      let before = epochs.last
      let inputs = try books.inputs(ofEpoch: number, after: before?.distribution)
      epochs.append(try EpochEvidence(of: inputs, after: before?.reference))
    }
    return epochs
  }

  /// The site after publishing.
  static func publish(
    _ books: Books,
    through last: Int = 2,
    over store: MemoryFileStore? = nil
  ) throws -> MemoryFileStore {
    let publication = try publication(of: books, through: last, over: store)
    var staging = MemoryStaging(replacing: store ?? MemoryFileStore())
    try publication.write(to: &staging) { _ in }
    try staging.commit()
    return staging.current
  }
}

extension MemoryFileStore {
  /// Replaces a text that stands once in a file.
  mutating func replace(_ text: String, with other: String, in path: RelativePath) throws {
    let parts = String(decoding: try read(path), as: UTF8.self).split(
      separator: text,
      omittingEmptySubsequences: false
    )
    guard parts.count == 2 else { throw FileStoreError.notFound("\(path): \(text)") }
    files[path] = [UInt8](parts.joined(separator: other).utf8)
  }
}
