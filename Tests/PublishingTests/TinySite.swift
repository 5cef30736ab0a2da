public import Books
public import Distribution
import FileStore
public import Publishing
import ReportDocuments
import Signing
import TestSupport
import TransparencyLog

/// The tiny books of the end-to-end tests, published in memory.
enum TinySite {
  /// The site with both epochs, and what stands in the way of making it.
  static let published = Result { try publish(books()) }

  /// The key that signs its log: 32 times the byte 7.
  static let signer: NoteSigner = {
    guard let name = try? NoteName("books.example/tiny"),
      let key = Ed25519PrivateKey(seed: [UInt8](repeating: 7, count: 32))
    else { preconditionFailure("the test has a name and a key") }
    return NoteSigner(name: name, key: key)
  }()

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
    over store: (some FileStore)? = MemoryFileStore?.none,
    signer: NoteSigner? = TinySite.signer,
    correct: (inout SiteHistory, Books) throws -> Void = { _, _ in }
  ) throws -> Publication {
    let published = try store.flatMap { try PublishedSite.read(from: $0) }
    var history = SiteHistory()
    if let store, let published {
      history = try SiteHistory(of: published, in: store, restoring: books)
    }
    try correct(&history, books)
    try history.check(books)
    if let number = history.epochs.map(\.number).first(where: { $0 > last }) {
      throw PublicationError.epochGone(number)
    }
    for number in 1...last where history.current(ofEpoch: number) == nil {
      history.append(try history.epoch(number, from: books))
    }
    return try publication(of: history, books, over: store, published, signer: signer)
  }

  /// What publishing a history over a site would write.
  static func publication(
    of history: SiteHistory,
    _ books: Books,
    over store: (some FileStore)? = MemoryFileStore?.none,
    _ published: PublishedSite? = nil,
    signer: NoteSigner? = TinySite.signer
  ) throws -> Publication {
    var log = try (published?.log ?? SiteLog()).extended(to: history)
    if let signer {
      log = try log.signed(
        by: log.checkpoint ?? log.head(of: signer.name).signed(by: signer),
        signer.verifier
      )
      log = try log.missingProvenance(of: history, by: signer.verifier).reduce(log) {
        try $0.adding($1, signature: signer.key.signature(of: $1.signedBytes))
      }
    }
    return try Publication(
      of: history,
      log: log,
      site: site(of: books),
      over: store,
      published: published
    )
  }

  private static func site(of books: Books) -> SiteDescription {
    let settings = books.settings
    return SiteDescription(
      title: settings.title,
      publisher: settings.publisher,
      description: settings.description,
      website: settings.website,
      baseURL: settings.baseURL,
      notice: settings.notice,
      branding: books.branding
    )
  }

  /// The site after publishing.
  static func publish(
    _ books: Books,
    through last: Int = 2,
    over store: MemoryFileStore? = nil,
    signer: NoteSigner? = TinySite.signer,
    correct: (inout SiteHistory, Books) throws -> Void = { _, _ in }
  ) throws -> MemoryFileStore {
    let publication = try publication(
      of: books,
      through: last,
      over: store,
      signer: signer,
      correct: correct
    )
    var staging = MemoryStaging(replacing: store ?? MemoryFileStore())
    try publication.write(to: &staging) { _ in }
    try staging.commit()
    return staging.current
  }
}

extension Books: BookedEpochs {
  /// Cuts an epoch's canonical slice, as the program does.
  public func bookedInputs(
    ofEpoch number: Int,
    after previous: EpochClosing?,
    corrections: [Adjustment]
  ) throws(PublicationError) -> EpochInputs {
    do {
      return try inputs(ofEpoch: number, after: previous, corrections: corrections)
    } catch {
      throw .slice(number, "\(error)")
    }
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
