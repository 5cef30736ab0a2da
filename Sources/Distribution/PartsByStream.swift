import ClaimVerifier
public import EVMTypes

/// Where a share came from: its parts by stream, and what was carried in.
///
/// The allocated amount is split once over the streams' contributions; each share is then split over
/// these amounts and the remainder carried in. Nothing is left over in either split.
///
/// - Source: docs/specification.md, section 3, "Parts by stream".
public struct PartsByStream: Sendable, Hashable {
  /// The allocated amount by stream, in the order of streams, then the remainder carried in.
  public let sources: [UInt256]

  /// Splits what is allocated.
  ///
  /// - Parameters:
  ///   - streams: The streams' figures.
  ///   - allocation: The allocation's figures.
  public init(streams: [StreamFigures], allocation: AllocationFigures) {
    let contributions = streams.map(\.contribution)
    let allocated =
      LargestRemainder.split(allocation.allocated, by: contributions)
      ?? contributions.map { _ in .zero }
    self.sources = allocated + [allocation.remainderIn]
  }

  /// Splits a share.
  ///
  /// - Parameter share: A holder's share, in base units of the payout asset.
  /// - Returns: Its parts, in the order of ``sources``; all zero where there is nothing to split by.
  public func parts(of share: UInt256) -> [UInt256] {
    LargestRemainder.split(share, by: sources) ?? sources.map { _ in .zero }
  }
}
