public import ClaimVerifier

extension TreePreset {
  /// The format by its parts, leaves in the format's own order.
  public var format: TreeFormat {
    switch self {
    case .openZeppelin: .openZeppelin
    case .uniswap: .uniswap
    case .sablier: .sablier
    case .merkl: .merkl
    case .cumulative: .cumulative
    case .universal: .universal
    case .convex: .convex
    case .murky: .murky
    case .duplicateOdd: .duplicateOdd
    }
  }
}
