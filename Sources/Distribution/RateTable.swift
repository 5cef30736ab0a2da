/// Rates, to find one of them by its asset and time.
///
/// - Source: docs/specification.md, section 8.1.
public struct RateTable: Sendable {
  /// The rates of each asset, ascending by time.
  private let rates: [String: [Rate]]

  /// Sorts rates.
  ///
  /// - Parameter rates: The rates, in any order; no two of one asset and time.
  public init(_ rates: [Rate]) {
    self.rates = Dictionary(grouping: rates, by: \.asset)
      .mapValues { $0.sorted { $0.time < $1.time } }
  }

  /// The rate in force at a moment: the latest that is not after it.
  ///
  /// - Parameters:
  ///   - asset: The asset's identifier.
  ///   - time: The moment.
  /// - Returns: The rate; `nil` where none is old enough.
  /// - Complexity: O(log *n*) for *n* rates of the asset.
  public func inForce(of asset: String, at time: Timestamp) -> Rate? {
    guard let rates = rates[asset] else { return nil }
    var (low, high) = (0, rates.count)
    while low < high {
      let middle = low + (high - low) / 2
      if rates[middle].time <= time { low = middle + 1 } else { high = middle }
    }
    return low > 0 ? rates[low - 1] : nil
  }

  /// The rate of exactly a moment.
  ///
  /// - Parameters:
  ///   - asset: The asset's identifier.
  ///   - time: The rate's own time.
  /// - Returns: The rate; `nil` where there is none.
  public func stated(of asset: String, at time: Timestamp) -> Rate? {
    inForce(of: asset, at: time).flatMap { $0.time == time ? $0 : nil }
  }
}
