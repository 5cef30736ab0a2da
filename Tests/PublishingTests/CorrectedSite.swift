import Books
import FileStore
import Publishing
import ReportDocuments
import TestSupport
import TransparencyLog

/// The tiny books under ruleset 2 with two epochs and a correction of the first, published in memory.
enum CorrectedSite {
  /// The site after each publishing: epoch 1 alone, and all of it; or what stands in the way of making it.
  static let stages = Result { try publish() }

  /// The site with all of it.
  static let published = stages.map { $0[1] }

  /// The same, as if an older version had made its views: they are checked by digest only, which is quick.
  static let older = Result {
    var forgery = SiteForgery(site: try published.get())
    try forgery.site.replace("\"0.1.0\"", with: "\"0.0.9\"", in: SiteLayout.index)
    try forgery.mendSiteManifest()
    return forgery.site
  }

  /// Its views, for audits of what is changed of it.
  static let views = published.map { KeptViews(of: $0) }

  /// The paths of all its files; a failure leaves one path that no site has.
  static let paths: [RelativePath] = (try? published.get().paths()) ?? ["no-site-could-be-made"]

  /// What the correction puts right.
  static func correct(_ books: inout MemoryFileStore) throws {
    try books.replace("ads,10000,INV-3", with: "ads,10100.01,INV-3", in: "ledgers/revenue.csv")
  }

  /// The books as they were first, after changes of their files.
  static func books(_ changes: [(inout MemoryFileStore) throws -> Void] = []) throws -> Books {
    try TinySite.books { store in
      try store.replace("ruleset: 1", with: "ruleset: 2", in: "revshare.yaml")
      for change in changes { try change(&store) }
    }
  }

  /// Publishes epoch 1, then its correction together with epoch 2, which takes over the differences.
  static func publish(
    changing change: @escaping (inout MemoryFileStore) throws -> Void = { _ in }
  ) throws -> [MemoryFileStore] {
    let first = try TinySite.publish(books([change]), through: 1)
    let all = try TinySite.publish(books([correct, change]), through: 2, over: first) {
      $0.append(
        try $0.correction(
          ofEpoch: 1,
          from: $1,
          reason: "INV-3 was booked too low",
          settlement: .adjustments
        )
      )
    }
    return [first, all]
  }
}

extension MemoryFileStore {
  /// The head of the log that it holds.
  func checkpoint() throws -> SignedNote { try SignedNote(bytes: read(SiteLayout.checkpoint)) }
}
