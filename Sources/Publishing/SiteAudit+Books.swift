import FileStore
import ReportDocuments

extension SiteAudit {
  /// Sets the publisher's books against what is published.
  ///
  /// An epoch's figures are a function of its inputs, which the audit has computed again; so the books agree
  /// with a site where they give the inputs of what holds of each epoch now.
  ///
  /// - Parameters:
  ///   - books: The publisher's books.
  ///   - closed: The numbers of the epochs that they close.
  public mutating func compare(_ books: some BookedEpochs, closed: [Int]) {
    for epoch in history.epochs where !closed.contains(epoch.number) && isAudited(epoch.name) {
      let path = SiteLayout.epoch(epoch.number).appending(SiteLayout.EpochFiles.terms)
      add(AuditFinding(.otherBooks, path, "the books have no closed epoch \(epoch.number)"))
    }
    for number in closed where ending == nil && isAudited(PublicationName(epoch: number)) {
      guard history.current(ofEpoch: number) != nil else {
        addNotCompared(number)
        continue
      }
      compare(books, ofEpoch: number)
    }
  }

  private mutating func addNotCompared(_ number: Int) {
    let path = SiteLayout.epoch(number).appending(SiteLayout.EpochFiles.terms)
    let isThere = findings.contains { SiteLayout.publication(of: $0.path)?.epoch == number }
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

  private mutating func compare(_ books: some BookedEpochs, ofEpoch number: Int) {
    do {
      for slice in try history.differences(ofEpoch: number, in: books) {
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
      let path = SiteLayout.epoch(number).appending(SiteLayout.EpochFiles.terms)
      add(AuditFinding(.otherBooks, path, "the books give no such epoch: \(error)"))
    }
  }
}
