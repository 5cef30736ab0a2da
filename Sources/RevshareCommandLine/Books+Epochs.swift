import Books
import Distribution
import Publishing
import ReportDocuments

extension Books {
  /// What views say of the publisher.
  var site: SiteDescription { site(standings: []) }

  /// The same, with how the contracts that pay claims stood.
  func site(standings: [DistributorStanding]) -> SiteDescription {
    SiteDescription(
      title: settings.title,
      publisher: settings.publisher,
      description: settings.description,
      website: settings.website,
      baseURL: settings.baseURL,
      notice: settings.notice,
      branding: branding,
      node: settings.node,
      standings: standings
    )
  }

  /// Computes an epoch of the books, after those before it, each from what the one before left.
  ///
  /// It does not name the evidence of the epoch before, as it does when it is published: that takes all documents.
  func evidence(
    ofEpoch last: Int,
    _ watch: WorkWatch
  ) throws(CommandFailure) -> EpochEvidence {
    let numbers = settings.epochs.map(\.epoch.number)
    guard numbers.contains(last) else {
      let known = numbers.map { "\($0)" }.joined(separator: ", ")
      throw CommandFailure(
        .inputMissing,
        "revshare: the books have no epoch \(last); they have \(known)"
      )
    }
    var left: EpochClosing?
    for number in numbers where number < last {
      watch.begin("computing epoch \(number)")
      let inputs = try inputs(ofEpoch: number, left)
      left = EpochClosing(
        of: try Self.computed(number) { () throws(DistributionError) in
          try EpochDistribution(of: inputs)
        }
      )
    }
    watch.begin("computing epoch \(last)")
    return try evidence(ofEpoch: last, after: left)
  }

  /// Computes all epochs, and sees whether the closed ones can be published, without a site.
  func checkPublishable(_ watch: WorkWatch) throws(CommandFailure) {
    var history = SiteHistory()
    var left: EpochClosing?
    for setting in settings.epochs {
      watch.begin("computing epoch \(setting.epoch.number)")
      let evidence = try evidence(ofEpoch: setting.epoch.number, after: left)
      left = EpochClosing(of: evidence.distribution)
      guard setting.isClosed else { continue }
      watch.begin("making the documents of epoch \(setting.epoch.number)")
      evidence.makeDocuments { watch.show($0, of: $1, "rows") }
      history.append(evidence)
      history.release(evidence.name)
    }
    do {
      try Publication.check(history, site: site)
    } catch {
      throw CommandFailure(error)
    }
  }

  private func evidence(
    ofEpoch number: Int,
    after left: EpochClosing?
  ) throws(CommandFailure) -> EpochEvidence {
    let inputs = try inputs(ofEpoch: number, left)
    return try Self.computed(number) { () throws(DistributionError) in
      try EpochEvidence(of: inputs, after: nil)
    }
  }

  private func inputs(
    ofEpoch number: Int,
    _ left: EpochClosing?
  ) throws(CommandFailure) -> EpochInputs {
    do {
      return try inputs(ofEpoch: number, after: left)
    } catch {
      throw CommandFailure(error)
    }
  }

  private static func computed<Figures>(
    _ number: Int,
    _ compute: () throws(DistributionError) -> Figures
  ) throws(CommandFailure) -> Figures {
    do {
      return try compute()
    } catch {
      throw CommandFailure(error, epoch: number)
    }
  }
}
