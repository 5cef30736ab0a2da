/// What becomes of the money that a correction moves.
///
/// - Source: docs/specification.md, section 8.11.
public enum Settlement: String, Sendable, Hashable {
  /// Claims of the corrected publication can be paid already: each holder's difference is an adjustment in the
  /// next epoch.
  case adjustments
  /// The corrected publication's root is nowhere on chain: the correction's claims take the place of its.
  case replacement
}
