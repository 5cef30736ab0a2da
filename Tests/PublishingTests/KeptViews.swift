import FileStore
import ReportDocuments
import ReportPages
import Synchronization
import TestSupport

@testable import Publishing

/// Keeps the views that it is asked for first, and gives them again wherever all that they are made from is the same,
/// to the byte.
///
/// Most changes of a site leave that as it is, and making the views is most of an audit's work. Everything else of the
/// audit is done each time: also the evidence is computed again, before views of it are asked for.
final class KeptViews: ViewSource {
  /// What views are a function of, beside the program's own templates.
  private struct Origin: Hashable {
    let site: SiteDescription
    let names: [PublicationName]
    /// The digests of all evidence, as it was computed.
    let manifests: [Manifest]
    let logFiles: [RelativePath: [UInt8]]
  }

  private let kept = Mutex<(origin: Origin, views: [ViewDocument])?>(nil)

  /// Keeps the views of a site.
  init(of site: MemoryFileStore) { _ = try? SiteAudit(of: site, views: self) }

  func documents(
    of history: SiteHistory,
    log: SiteLog,
    site: SiteDescription,
    templates: PageTemplates,
    isMade: (PublicationName) -> Bool
  ) throws(SiteViewsError) -> [ViewDocument] {
    let names = history.publications.map(\.name)
    let origin = Origin(
      site: site,
      names: names,
      manifests: history.publications.map(\.manifest),
      logFiles: Dictionary(uniqueKeysWithValues: log.documents.map { ($0.path, $0.bytes) })
    )
    let isComparable = templates == .embedded && names.allSatisfy(isMade)
    if isComparable, let kept = kept.withLock({ $0 }), kept.origin == origin { return kept.views }
    let views = try MadeViews().documents(
      of: history,
      log: log,
      site: site,
      templates: templates,
      isMade: isMade
    )
    if isComparable { kept.withLock { $0 = $0 ?? (origin, views) } }
    return views
  }
}
