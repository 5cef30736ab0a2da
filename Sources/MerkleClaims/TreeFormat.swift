/// A tree format that a deployed distributor uses, described by its parts.
///
/// - Source: docs/specification.md, section 6.
public struct TreeFormat: Sendable, Hashable {
  /// The order of leaves.
  public enum LeafOrder: Sendable, Hashable {
    /// Ascending by hash.
    case byHash
    /// Ascending by hash, equal leaves once.
    case byHashOnce
    /// As given.
    case given
  }

  /// The name by which the command line knows it.
  public let name: String
  /// What a leaf hashes.
  public let leaf: LeafForm
  /// The order of leaves.
  public let order: LeafOrder
  /// How nodes become their parents.
  public let node: NodeForm

  init(_ name: String, _ leaf: LeafForm, _ order: LeafOrder, _ node: NodeForm) {
    self.name = name
    self.leaf = leaf
    self.order = order
    self.node = node
  }

  /// The format with another order of leaves.
  ///
  /// - Parameter order: The order.
  /// - Returns: The format.
  public func ordered(_ order: LeafOrder) -> TreeFormat { TreeFormat(name, leaf, order, node) }
}

extension TreeFormat {
  private static let accountAmount: [LeafForm.Field] = [.account, .amount(0)]

  /// OpenZeppelin `standard-v1` over (address, uint256).
  public static let openZeppelin = TreeFormat(
    "openzeppelin",
    LeafForm(accountAmount, .abi, hashCount: 2),
    .byHash,
    NodeForm(.array)
  )
  /// Uniswap's distributor, and Votium and Stake DAO's earlier one.
  public static let uniswap = TreeFormat(
    "uniswap",
    LeafForm([.index, .account, .amount(0)], .packed),
    .byHashOnce,
    NodeForm(.promote)
  )
  /// Sablier's airdrops.
  public static let sablier = TreeFormat(
    "sablier",
    LeafForm([.index, .account, .amount(0)], .abi, hashCount: 2),
    .byHash,
    NodeForm(.array)
  )
  /// Merkl.
  public static let merkl = TreeFormat(
    "merkl",
    LeafForm([.account, .token, .amount(0)], .abi),
    .byHash,
    NodeForm(.promote)
  )
  /// Rocket Pool, files of versions 1 to 3.
  public static let rocketPool = TreeFormat(
    "rocketpool",
    LeafForm([.account, .number, .amount(0), .amount(1)], .packed),
    .byHash,
    NodeForm(.zeroPadded)
  )
  /// Rocket Pool from ruleset 11, with the voter share.
  public static let rocketPool4 = TreeFormat(
    "rocketpool-v4",
    LeafForm([.account, .number, .amount(0), .amount(1), .amount(2)], .packed),
    .byHash,
    NodeForm(.zeroPadded)
  )
  /// Lido's community staking module: (operator, cumulative shares).
  public static let lidoCSM = TreeFormat(
    "lido-csm",
    LeafForm([.number, .amount(0)], .abi, hashCount: 2),
    .byHash,
    NodeForm(.array)
  )
  /// 1inch, Morpho and Balancer: account and amount, packed.
  public static let cumulative = TreeFormat(
    "cumulative",
    LeafForm(accountAmount, .packed),
    .byHash,
    NodeForm(.promote)
  )
  /// 1inch with nodes of 16 bytes.
  public static let cumulative128 = TreeFormat(
    "cumulative-128",
    LeafForm([.salt] + accountAmount, .packed),
    .byHash,
    NodeForm(.promote, byteCount: 16)
  )
  /// Threshold and TACo: provider, beneficiary and cumulative amount, packed.
  public static let threshold = TreeFormat(
    "threshold",
    LeafForm([.account, .beneficiary, .amount(0)], .packed),
    .byHash,
    NodeForm(.promote)
  )
  /// Morpho's universal rewards distributor, and Stake DAO's.
  public static let universal = TreeFormat(
    "urd",
    LeafForm([.account, .token, .amount(0)], .abi, hashCount: 2),
    .given,
    NodeForm(.promote)
  )
  /// Convex: the text of account and amount.
  public static let convex = TreeFormat(
    "convex",
    LeafForm(accountAmount, .ascii),
    .byHash,
    NodeForm(.promote)
  )
  /// Murky: an odd node is hashed with zero.
  public static let murky = TreeFormat(
    "murky",
    LeafForm(accountAmount, .packed),
    .given,
    NodeForm(.oddWithZero)
  )
  /// An odd node is hashed with itself.
  public static let duplicateOdd = TreeFormat(
    "duplicate-odd",
    LeafForm(accountAmount, .packed),
    .given,
    NodeForm(.oddWithItself)
  )

  /// The formats whose tree is a single one over claims, by name.
  public static let presets = [
    openZeppelin, uniswap, sablier, merkl, rocketPool, rocketPool4, lidoCSM, cumulative,
    cumulative128, threshold, universal, convex, murky, duplicateOdd,
  ]
}
