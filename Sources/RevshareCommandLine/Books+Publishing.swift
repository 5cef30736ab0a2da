public import Books
public import Distribution
public import Publishing

extension Books: BookedEpochs {
  /// Cuts an epoch's canonical slice.
  ///
  /// - Parameters:
  ///   - number: The epoch's number.
  ///   - previous: What the epoch before left; `nil` for the first.
  ///   - corrections: The adjustments that published corrections give this epoch.
  /// - Returns: The slice.
  /// - Throws: `PublicationError.slice`.
  public func bookedInputs(
    ofEpoch number: Int,
    after previous: EpochClosing?,
    corrections: [Adjustment]
  ) throws(PublicationError) -> EpochInputs {
    do {
      return try inputs(ofEpoch: number, after: previous, corrections: corrections)
    } catch {
      switch error {
      case .slice(let number, let fact): throw .slice(number, fact)
      case .problems, .file: throw .slice(number, "\(error)")
      }
    }
  }
}
