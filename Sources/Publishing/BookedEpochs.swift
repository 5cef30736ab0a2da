public import Distribution

/// The publisher's books, as far as publishing asks them.
public protocol BookedEpochs: Sendable {
  /// Cuts an epoch's canonical slice.
  ///
  /// - Parameters:
  ///   - number: The epoch's number.
  ///   - previous: What the epoch before left; `nil` for the first.
  ///   - corrections: The adjustments that published corrections give this epoch.
  /// - Returns: The slice.
  /// - Throws: ``PublicationError/slice(_:_:)`` when the books have no such epoch, or its parts do not fit together.
  func bookedInputs(
    ofEpoch number: Int,
    after previous: EpochClosing?,
    corrections: [Adjustment]
  ) throws(PublicationError) -> EpochInputs
}
