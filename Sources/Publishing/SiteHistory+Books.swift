import Distribution
import FileStore
public import ReportDocuments

extension SiteHistory {
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
    let files = SiteLayout.EpochFiles.self
    let figures = closingFigures(ofEpoch: number - 1)
    let left = if let figures { figures } else { try closing(ofEpoch: number - 1) }
    // What an epoch begins with is what the one before leaves, which their reports say by digest.
    let isCarried = { (path: RelativePath) in
      figures != nil && AgreedInputs.openingTables.contains(path)
    }
    let inputs = try inputs(ofEpoch: number, from: books, after: left)
    // What the epoch names as the one before was settled when it was published.
    let documents = InputDocuments.documents(of: inputs, after: current.previous)
      .filter { !isCarried($0.path) }
    // By digest first: tables of a large epoch are not held in memory, and the published ones are not made again.
    let named = Set(
      current.manifest.files.filter {
        $0.path.components[0] == files.inputs.description && !isCarried($0.path)
      }
    )
    let made = documents.map(\.file)
    guard named != Set(made) else {
      agreedInputs.keep(
        AgreedInputs(inputs: inputs, hasOpening: figures == nil),
        of: current.name
      )
      return []
    }
    guard let evidence = try evidence(of: current.name) else { return [] }
    let published = evidence.inputDocuments.filter { !isCarried($0.path) }
    var differences: [PublicationError.SliceDifference] = []
    for (document, file) in zip(documents, made) where !named.contains(file) {
      let path = SiteLayout.folder(of: current.name).appending(document.path)
      let found = published.first { $0.path == document.path }?.bytes ?? []
      // The published document is what holds; the books are what differs.
      differences += FigureComparison(path, expected: found, found: document.bytes).differences.map
      {
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

  /// Computes an epoch from the books.
  ///
  /// - Parameters:
  ///   - number: The epoch's number, the one after the last.
  ///   - books: The publisher's books.
  /// - Returns: Its evidence.
  /// - Throws: ``PublicationError``.
  public func epoch(
    _ number: Int,
    from books: some BookedEpochs
  ) throws(PublicationError) -> EpochEvidence {
    let inputs = try inputs(
      ofEpoch: number,
      from: books,
      after: try closing(ofEpoch: number - 1)
    )
    do {
      return try EpochEvidence(of: inputs, after: current(ofEpoch: number - 1)?.reference)
    } catch {
      throw .computation(number, error)
    }
  }

  /// Computes a correction from the books.
  ///
  /// - Parameters:
  ///   - number: The published epoch's number.
  ///   - books: The publisher's books, as they should have been.
  ///   - reason: Why it is corrected.
  ///   - settlement: What becomes of the money.
  /// - Returns: Its evidence.
  /// - Throws: ``PublicationError``.
  public func correction(
    ofEpoch number: Int,
    from books: some BookedEpochs,
    reason: String,
    settlement: Settlement
  ) throws(PublicationError) -> EpochEvidence {
    guard let name = current(ofEpoch: number)?.name, let current = try evidence(of: name) else {
      throw .notPublished(number)
    }
    if settlement == .replacement, let cause = obstacleToReplacing(epoch: number) {
      throw .cannotReplace(number, cause)
    }
    let inputs = try inputs(
      ofEpoch: number,
      from: books,
      after: try closing(ofEpoch: number - 1)
    )
    let differences = try differences(ofEpoch: number, in: books)
    guard !differences.isEmpty else { throw .nothingToCorrect(number) }
    do {
      return try EpochEvidence(
        correcting: current,
        with: inputs,
        after: self.current(ofEpoch: number - 1)?.reference,
        reason: reason,
        settlement: settlement
      )
    } catch {
      throw .computation(number, error)
    }
  }

  private func inputs(
    ofEpoch number: Int,
    from books: some BookedEpochs,
    after left: EpochClosing?
  ) throws(PublicationError) -> EpochInputs {
    try books.bookedInputs(
      ofEpoch: number,
      after: left,
      corrections: adjustments(inEpoch: number)
    )
  }
}
