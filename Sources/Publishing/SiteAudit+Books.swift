public import FileStore
import ReportDocuments

extension SiteAudit {
  /// Sets the publisher's books against what is published.
  ///
  /// An epoch's figures are a function of its inputs, which the audit has computed again; so the books agree
  /// with a site where they give the same inputs.
  ///
  /// - Parameters:
  ///   - closed: The epochs that the books close, each after the one before, in order.
  ///   - store: The site.
  public mutating func compare(books closed: [EpochEvidence], with store: some FileStore) {
    for epoch in epochs where !closed.contains(where: { $0.number == epoch.number }) {
      let path = SiteLayout.epoch(epoch.number).appending(SiteLayout.EpochFiles.terms)
      add(AuditFinding(.otherBooks, path, "the books have no closed epoch \(epoch.number)"))
    }
    for epoch in closed where ending == nil {
      guard let published = epochs.first(where: { $0.number == epoch.number }) else {
        addNotCompared(epoch.number)
        continue
      }
      compare(epoch, with: published, in: store)
    }
  }

  private mutating func addNotCompared(_ number: Int) {
    let path = SiteLayout.epoch(number).appending(SiteLayout.EpochFiles.terms)
    let isThere = findings.contains { SiteLayout.epochNumber(of: $0.path) == number }
    add(
      isThere
        ? AuditFinding(
          .otherBooks,
          path,
          "the books could not be compared with this epoch, which was not computed again"
        )
        : AuditFinding(
          .notPublished,
          path,
          "the books close epoch \(number), which is not published"
        )
    )
  }

  private mutating func compare(
    _ epoch: EpochEvidence,
    with published: EpochEvidence,
    in store: some FileStore
  ) {
    do {
      for slice in try SliceComparison.differences(of: epoch, from: store) {
        add(
          AuditFinding(
            .otherBooks,
            slice.path,
            place: slice.difference.place,
            "the books say something else",
            expected: slice.difference.found,
            found: slice.difference.expected
          )
        )
      }
    } catch {
      add(error)
    }
    // Files that only one of both has: another ruleset, or a vote.
    for path in Self.inputPaths(of: published).subtracting(Self.inputPaths(of: epoch)).sorted() {
      let path = SiteLayout.epoch(epoch.number).appending(path)
      add(AuditFinding(.otherBooks, path, "the books give no such file"))
    }
  }

  private static func inputPaths(of epoch: EpochEvidence) -> Set<RelativePath> {
    let inputs = SiteLayout.EpochFiles.inputs.description
    return Set(epoch.documents.map(\.path).filter { $0.components[0] == inputs })
  }
}
