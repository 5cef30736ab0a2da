public import ClaimVerifier

extension TreePreset {
  /// How the contract that takes this preset is asked for its root.
  ///
  /// - Source: docs/chain.md, "Roots".
  public var rootView: String {
    switch self {
    case .sablier: "MERKLE_ROOT()"
    case .merkl: "getMerkleRoot()"
    case .universal: "root()"
    case .openZeppelin, .uniswap, .cumulative, .convex, .murky, .duplicateOdd: "merkleRoot()"
    }
  }

  /// How a root is set, where the contract takes more than one in its life; `nil` where a root is given to the constructor.
  ///
  /// - Parameter isCumulative: Whether claims hold all that was ever paid, so that one contract takes root after root.
  /// - Returns: The function as Solidity declares it.
  public func rootFunction(isCumulative: Bool) -> String? {
    switch self {
    case .merkl: "updateTree((bytes32 merkleRoot,bytes32 ipfsHash))"
    case .universal: "setRoot(bytes32 newRoot,bytes32 newIpfsHash)"
    case .cumulative: "setMerkleRoot(bytes32 merkleRoot)"
    case .openZeppelin, .convex, .murky, .duplicateOdd:
      isCumulative ? "setMerkleRoot(bytes32 merkleRoot)" : nil
    case .uniswap, .sablier: nil
    }
  }

  /// What the contract logs when it pays.
  ///
  /// - Parameter isCumulative: Whether claims hold all that was ever paid.
  /// - Returns: The event as Solidity declares it.
  public func claimedEvent(isCumulative: Bool) -> String {
    switch self {
    case .uniswap: "Claimed(uint256 index, address account, uint256 amount)"
    case .sablier: "Claim(uint256 index, address indexed recipient, uint128 amount)"
    case .merkl: "Claimed(address indexed user, address indexed token, uint256 amount)"
    case .universal: "Claimed(address indexed account, address indexed reward, uint256 amount)"
    case .cumulative: "Claimed(address indexed account, uint256 amount)"
    case .openZeppelin, .convex, .murky, .duplicateOdd:
      isCumulative
        ? "Claimed(address indexed account, uint256 amount)"
        : "Claimed(address account, uint256 amount)"
    }
  }
}
