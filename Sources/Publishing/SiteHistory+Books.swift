import Distribution
public import FileStore
public import ReportDocuments

extension SiteHistory {
  /// Computes what is published again, from its own inputs; those that got lost come from the books.
  ///
  /// - Parameters:
  ///   - published: What the folder holds.
  ///   - store: The folder.
  ///   - books: The publisher's books.
  ///   - progress: Called before each publication, with its name.
  /// - Throws: ``PublicationError``.
  public init(
    of published: PublishedSite,
    in store: some FileStore,
    restoring books: some BookedEpochs,
    progress: (PublicationName) -> Void = { _ in }
  ) throws(PublicationError) {
    self.init()
    for name in published.publications {
      progress(name)
      let isDamaged = published.hasDamagedInputs(of: name, in: store)
      let publication: EpochEvidence
      if isDamaged, !name.isCorrection {
        publication = try epoch(name.epoch, from: books)
      } else {
        publication = try evidence(of: name, in: store)
      }
      guard publication.manifest == published.manifests[name] else {
        if isDamaged { throw .unreadable(SiteLayout.folder(of: name), "its inputs are damaged") }
        throw .otherEvidence(name)
      }
      append(publication)
    }
  }

  private func evidence(
    of name: PublicationName,
    in store: some FileStore
  ) throws(PublicationError) -> EpochEvidence {
    do {
      return try EvidenceReader.evidence(of: name, from: store, after: self)
    } catch {
      throw .unreadable(error.path, error.fact)
    }
  }

  /// Refuses books that say other things of published epochs than the site does.
  ///
  /// - Parameters:
  ///   - books: The publisher's books.
  ///   - number: Only epochs before this one are looked at.
  /// - Throws: ``PublicationError``.
  public func check(
    _ books: some BookedEpochs,
    before number: Int = .max
  ) throws(PublicationError) {
    for epoch in epochs where epoch.number < number {
      let differences = try differences(ofEpoch: epoch.number, in: books)
      guard differences.isEmpty else { throw .contradicts(epoch.number, differences) }
    }
  }

  /// The published epochs of which the books say other things, ascending.
  ///
  /// - Parameter books: The publisher's books.
  /// - Returns: Their numbers.
  /// - Throws: ``PublicationError``.
  public func contradicted(by books: some BookedEpochs) throws(PublicationError) -> [Int] {
    var numbers: [Int] = []
    for epoch in epochs where !(try differences(ofEpoch: epoch.number, in: books).isEmpty) {
      numbers.append(epoch.number)
    }
    return numbers
  }

  /// Where the books differ from what holds of a published epoch.
  ///
  /// - Parameters:
  ///   - number: The epoch's number.
  ///   - books: The publisher's books.
  /// - Returns: The differences, by document.
  /// - Throws: ``PublicationError``.
  func differences(
    ofEpoch number: Int,
    in books: some BookedEpochs
  ) throws(PublicationError) -> [PublicationError.SliceDifference] {
    guard let current = current(ofEpoch: number) else { return [] }
    let inputs = try inputs(ofEpoch: number, from: books)
    // What the epoch names as the one before was settled when it was published.
    let documents = InputDocuments.documents(of: inputs, after: current.previous)
    let published = InputDocuments.documents(of: current.inputs, after: current.previous)
    var differences: [PublicationError.SliceDifference] = []
    // By digest first: tables of a large epoch are not held in memory, and the published ones are not made again.
    let unchanged = Set(current.manifest.files)
    for document in documents where !unchanged.contains(document.file) {
      let path = SiteLayout.folder(of: current.name).appending(document.path)
      let found = published.first { $0.path == document.path }?.bytes ?? []
      let bytes = document.bytes
      // The published document is what holds; the books are what differs.
      differences += FigureComparison(path, expected: found, found: bytes).differences.map {
        PublicationError.SliceDifference(path: path, difference: $0)
      }
    }
    for document in published where !documents.contains(where: { $0.path == document.path }) {
      let path = SiteLayout.folder(of: current.name).appending(document.path)
      let gone = FigureComparison.Difference(place: "", expected: "a document", found: nil)
      differences.append(PublicationError.SliceDifference(path: path, difference: gone))
    }
    return differences
  }

  /// Computes the next epoch from the books and adds it.
  ///
  /// - Parameters:
  ///   - number: The epoch's number, the one after the last.
  ///   - books: The publisher's books.
  /// - Throws: ``PublicationError``.
  public mutating func appendEpoch(
    _ number: Int,
    from books: some BookedEpochs
  ) throws(PublicationError) {
    append(try epoch(number, from: books))
  }

  /// Computes a correction from the books and adds it.
  ///
  /// - Parameters:
  ///   - number: The published epoch's number.
  ///   - books: The publisher's books, as they should have been.
  ///   - reason: Why it is corrected.
  ///   - settlement: What becomes of the money.
  /// - Throws: ``PublicationError``.
  public mutating func appendCorrection(
    ofEpoch number: Int,
    from books: some BookedEpochs,
    reason: String,
    settlement: Settlement
  ) throws(PublicationError) {
    guard let current = current(ofEpoch: number) else { throw .notPublished(number) }
    if settlement == .replacement, let cause = obstacleToReplacing(epoch: number) {
      throw .cannotReplace(number, cause)
    }
    let inputs = try inputs(ofEpoch: number, from: books)
    let differences = try differences(ofEpoch: number, in: books)
    guard !differences.isEmpty else { throw .nothingToCorrect(number) }
    do {
      append(
        try EpochEvidence(
          correcting: current,
          with: inputs,
          after: self.current(ofEpoch: number - 1)?.reference,
          reason: reason,
          settlement: settlement
        )
      )
    } catch {
      throw .computation(number, error)
    }
  }

  private func epoch(
    _ number: Int,
    from books: some BookedEpochs
  ) throws(PublicationError) -> EpochEvidence {
    let inputs = try inputs(ofEpoch: number, from: books)
    do {
      return try EpochEvidence(of: inputs, after: current(ofEpoch: number - 1)?.reference)
    } catch {
      throw .computation(number, error)
    }
  }

  private func inputs(
    ofEpoch number: Int,
    from books: some BookedEpochs
  ) throws(PublicationError) -> EpochInputs {
    try books.bookedInputs(
      ofEpoch: number,
      after: closing(ofEpoch: number - 1),
      corrections: adjustments(inEpoch: number)
    )
  }
}
