import Books
import FileStore
import Publishing
import ReportDocuments
import TestSupport
import Testing

/// A correction may take the place of claims only where nobody can have been paid by them.
@Suite struct ReplacementTests {
  @Test func claimsOfAnEpochThatALaterOneFollows() throws {
    let first = try CorrectedSite.books()
    var history = SiteHistory()
    for number in [1, 2] { history.append(try history.epoch(number, from: first)) }
    // What the program refuses to make, made by its parts.
    let books = try CorrectedSite.books([CorrectedSite.correct])
    let published = try #require(try history.evidence(of: PublicationName(epoch: 1)))
    history.append(
      try EpochEvidence(
        correcting: published,
        with: books.inputs(ofEpoch: 1, after: nil),
        after: nil,
        reason: "INV-3 was booked too low",
        settlement: .replacement
      )
    )
    var staging = MemoryStaging(replacing: MemoryFileStore())
    try TinySite.publication(of: history, books).write(to: &staging) { _ in }
    try staging.commit()
    let audit = try SiteAudit(of: staging.current)
    let finding = try #require(audit.findings.first { $0.code == .brokenChain })
    #expect(finding.path == "epochs/1.1/correction.json" && finding.place == "settlement")
    #expect(
      finding.expected == "adjustments, since epoch 2, which follows from it, is published"
    )
    #expect(finding.found == "replacement")
  }
}
