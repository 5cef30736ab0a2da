import ReportDocuments
import ReportPages

/// Makes the views of what is published.
protocol ViewSource: Sendable {
  /// Makes the views and the log's files, as ``SiteViews`` does.
  ///
  /// - Parameters:
  ///   - history: What is published.
  ///   - log: The log of it.
  ///   - site: Who publishes.
  ///   - templates: What pages are made with.
  ///   - isMade: Whether the page of a publication is made.
  /// - Returns: The views.
  /// - Throws: ``SiteViewsError``.
  func documents(
    of history: SiteHistory,
    log: SiteLog,
    site: SiteDescription,
    templates: PageTemplates,
    isMade: (PublicationName) -> Bool
  ) throws(SiteViewsError) -> [ViewDocument]
}

/// Makes them whenever they are asked for.
struct MadeViews: ViewSource {
  func documents(
    of history: SiteHistory,
    log: SiteLog,
    site: SiteDescription,
    templates: PageTemplates,
    isMade: (PublicationName) -> Bool
  ) throws(SiteViewsError) -> [ViewDocument] {
    try SiteViews.documents(
      of: history,
      log: log,
      site: site,
      templates: templates,
      isMade: isMade
    )
  }
}
