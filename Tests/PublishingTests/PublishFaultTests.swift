import Books
import FileStore
import Publishing
import ReportDocuments
import TestSupport
import Testing
import TransparencyLog

/// Publishing that fails before and after every single step: the site is the old or the new one, the kept head
/// contradicts neither, and a later run completes.
@Suite struct PublishFaultTests {
  /// What is published next, over what.
  private struct Step: Sendable {
    let name: String
    let publication: Publication
    let old: FaultyDisk
  }

  @Test func everyFault() throws {
    var disk = FaultyDisk()
    var heads: [SignedNote] = []
    var pointCount = 0
    for (name, run) in Self.runs {
      let step = Step(name: name, publication: try run(disk), old: disk)
      var new = disk
      try new.publish(step.publication)
      heads.append(try #require(step.publication.log.checkpoint))
      pointCount += try tryFaults(of: step, new: new, run)
      disk = new
    }
    // No two heads that were ever signed contradict each other: each is one that the last log had.
    let site = try #require(disk.site)
    let log = try #require(try PublishedSite.read(from: site)).log
    for head in heads { try log.checkContinuation(of: head, TinySite.signer.verifier) }
    print(
      "publishing: \(pointCount) faults tried, \(heads.count) heads signed, none of them forked"
    )
    #expect(pointCount > 500)
  }

  /// After the head was kept and before the site was exchanged, nothing else can be signed in its place.
  @Test func otherBooksAfterAFaultAreRefused() throws {
    var disk = FaultyDisk()
    try disk.publish(Self.publish(CorrectedSite.books(), through: 1, over: disk))
    let publication = try Self.publish(CorrectedSite.books(), through: 2, over: disk)
    var interrupted = disk
    interrupted.fault = .init(step: try disk.stepCount(of: publication) - 1, isAfter: false)
    #expect(throws: FaultyDisk.fault) { try interrupted.publish(publication) }
    #expect(interrupted.site == disk.site)
    #expect(interrupted.kept == publication.log.checkpoint?.bytes)
    #expect(throws: PublicationError.self) {
      let others = try CorrectedSite.books([
        {
          try $0.replace("subs,15000,INV-4", with: "subs,15001,INV-4", in: "ledgers/revenue.csv")
        }
      ])
      _ = try Self.publish(others, through: 2, over: interrupted)
    }
    interrupted.fault = nil
    try interrupted.publish(Self.publish(CorrectedSite.books(), through: 2, over: interrupted))
    try disk.publish(publication)
    #expect(interrupted.site == disk.site)
  }

  private func tryFaults(
    of step: Step,
    new: FaultyDisk,
    _ run: (FaultyDisk) throws -> Publication
  ) throws -> Int {
    // What a later run makes of what a fault has left, which is one of three states.
    var completed: [FaultyDisk: FaultyDisk] = [:]
    let stepCount = try step.old.stepCount(of: step.publication)
    for index in 0..<stepCount {
      for isAfter in [false, true] {
        var disk = step.old
        disk.fault = .init(step: index, isAfter: isAfter)
        #expect(throws: FaultyDisk.fault) { try disk.publish(step.publication) }
        disk.fault = nil
        let place = "\(step.name), step \(index), \(isAfter ? "after" : "before")"
        #expect(disk.site == step.old.site || disk.site == new.site, "\(place)")
        #expect(disk.kept == step.old.kept || disk.kept == new.kept, "\(place)")
        // A site that is new has a head that is kept.
        #expect(disk.site == step.old.site || disk.kept == new.kept, "\(place)")
        if completed[disk] == nil {
          var later = disk
          try later.publish(run(disk))
          completed[disk] = later
        }
        #expect(completed[disk] == new, "\(place)")
      }
    }
    #expect(completed.count == 3, "old, old with the new head, and new")
    return 2 * stepCount
  }

  /// The first publication, a new epoch, and a correction; as the command does it.
  private static let runs: [(String, @Sendable (FaultyDisk) throws -> Publication)] = [
    ("the first epoch", { try publish(CorrectedSite.books(), through: 1, over: $0) }),
    ("a new epoch", { try publish(CorrectedSite.books(), through: 2, over: $0) }),
    (
      "a correction",
      { disk in
        try publish(CorrectedSite.books([correct]), through: 2, over: disk) { history, books in
          // The same command again finds nothing to correct where the site is new already.
          guard history.publications.last?.name.isCorrection == false else { return }
          history.append(
            try history.correction(
              ofEpoch: 2,
              from: books,
              reason: "INV-6 was booked too low",
              settlement: .adjustments
            )
          )
        }
      }
    ),
  ]

  private static func correct(_ books: inout MemoryFileStore) throws {
    try books.replace("ads,1000,INV-6", with: "ads,1001,INV-6", in: "ledgers/revenue.csv")
  }

  private static func publish(
    _ books: Books,
    through last: Int,
    over disk: FaultyDisk,
    correct: (inout SiteHistory, Books) throws -> Void = { _, _ in }
  ) throws -> Publication {
    let publication = try TinySite.publication(
      of: books,
      through: last,
      over: disk.site,
      correct: correct
    )
    if let kept = disk.kept {
      try publication.log.checkContinuation(
        of: SignedNote(bytes: kept),
        TinySite.signer.verifier
      )
    }
    return publication
  }
}
