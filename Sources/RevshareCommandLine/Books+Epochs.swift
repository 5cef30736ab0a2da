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

  /// Computes the epochs up to one of the books, each from what the one before left.
  ///
  /// They do not name the evidence of the epoch before, as they do when they are published: that takes all of its
  /// documents.
  func epochs(through last: Int) throws(CommandFailure) -> [EpochEvidence] {
    let numbers = settings.epochs.map(\.epoch.number)
    guard numbers.contains(last) else {
      let known = numbers.map { "\($0)" }.joined(separator: ", ")
      throw CommandFailure(
        .inputMissing,
        "revshare: the books have no epoch \(last); they have \(known)"
      )
    }
    var epochs: [EpochEvidence] = []
    for number in numbers where number <= last {
      epochs.append(try evidence(ofEpoch: number, after: epochs.last))
    }
    return epochs
  }

  /// Sees whether the closed epochs can be published, without a site.
  func checkPublishable(_ epochs: [EpochEvidence]) throws(CommandFailure) {
    let closed = Set(settings.epochs.filter(\.isClosed).map(\.epoch.number))
    do {
      try Publication.check(epochs.filter { closed.contains($0.number) }, site: site)
    } catch {
      throw CommandFailure(error)
    }
  }

  private func evidence(
    ofEpoch number: Int,
    after before: EpochEvidence?
  ) throws(CommandFailure) -> EpochEvidence {
    let inputs: EpochInputs
    do {
      inputs = try self.inputs(
        ofEpoch: number,
        after: before.map { EpochClosing(of: $0.distribution) }
      )
    } catch {
      throw CommandFailure(error)
    }
    do {
      return try EpochEvidence(of: inputs, after: nil)
    } catch {
      throw CommandFailure(error, epoch: number)
    }
  }
}
