public import ClaimVerifier

extension TreePreset {
  /// The function of the contract that the preset is named for, as it is declared.
  ///
  /// Gives `nil` where a preset is a library's tree or a form of many contracts, whose functions are their own. The
  /// page's side is `templates/assets/claim-call.js`.
  ///
  /// - Source: docs/specification.md, section 4, "Calldata".
  public var claimFunction: (contract: String, declaration: String)? {
    switch self {
    case .uniswap:
      (
        "Uniswap's MerkleDistributor",
        "claim(uint256 index,address account,uint256 amount,bytes32[] merkleProof)"
      )
    case .sablier:
      (
        "Sablier's airdrops",
        "claim(uint256 index,address recipient,uint128 amount,bytes32[] merkleProof)"
      )
    case .merkl:
      (
        "Merkl's distributor",
        "claim(address[] users,address[] tokens,uint256[] amounts,bytes32[][] proofs)"
      )
    case .cumulative:
      (
        "1inch's cumulative drop",
        "claim(address account,uint256 cumulativeAmount,bytes32 expectedMerkleRoot,bytes32[] merkleProof)"
      )
    case .universal:
      (
        "Morpho's universal rewards distributor",
        "claim(address account,address reward,uint256 claimable,bytes32[] proof)"
      )
    case .openZeppelin, .convex, .murky, .duplicateOdd: nil
    }
  }

  /// Whether that function takes all that was ever granted to the account, and pays what it has not paid yet.
  public var paysDifference: Bool {
    switch self {
    case .merkl, .cumulative, .universal: true
    case .openZeppelin, .uniswap, .sablier, .convex, .murky, .duplicateOdd: false
    }
  }
}
