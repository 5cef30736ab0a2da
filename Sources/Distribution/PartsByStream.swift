import ClaimVerifier
public import EVMTypes

/// Where a share came from: its parts by stream, from expired claims, and from what was carried in.
///
/// The allocated amount is split once over the streams' contributions and what was returned; each share is
/// then split over these amounts and the remainder carried in. Nothing is left over in either split.
///
/// - Source: docs/specification.md, sections 3, "Parts by stream", and 8.9. A part of nothing never gets a
///   unit, so that ruleset 1, which returns nothing, has the same split.
public struct PartsByStream: Sendable, Hashable {
  /// The allocated amount by stream, in the order of streams, then what was returned, then the remainder
  /// carried in.
  public let sources: [UInt256]

  /// Splits what is allocated.
  ///
  /// - Parameters:
  ///   - streams: The streams' figures.
  ///   - pool: What was returned and allocated.
  ///   - remainderIn: The remainder carried in.
  public init(streams: [StreamFigures], pool: PoolFigures, remainderIn: UInt256) {
    let parts = streams.map(\.contribution) + [pool.returned]
    let allocated =
      LargestRemainder.split(pool.allocated, by: parts) ?? parts.map { _ in .zero }
    self.sources = allocated + [remainderIn]
  }

  /// Splits a share.
  ///
  /// - Parameter share: A holder's share, in base units of the payout asset.
  /// - Returns: Its parts, in the order of ``sources``; all zero where there is nothing to split by.
  public func parts(of share: UInt256) -> [UInt256] {
    LargestRemainder.split(share, by: sources) ?? sources.map { _ in .zero }
  }
}
