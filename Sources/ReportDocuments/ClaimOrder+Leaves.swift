public import Distribution
public import MerkleClaims

extension ClaimOrder {
  /// The order, as trees of any format know it.
  public var leafOrder: LeafOrder {
    switch self {
    case .account: .account
    case .hash: .hash
    }
  }
}
