extension TreeFormat {
  private static let accountAmount: [LeafForm.Field] = [.account, .amount(0)]

  /// OpenZeppelin `standard-v1` over (address, uint256).
  public static let openZeppelin = TreeFormat(
    name: "openzeppelin",
    leaf: LeafForm(accountAmount, .abi, hashCount: 2),
    node: NodeForm(.array)
  )
  /// OpenZeppelin `simple-v1`: the leaves are given.
  public static let openZeppelinSimple = TreeFormat(
    name: "openzeppelin-simple",
    leaf: LeafForm([.hash], .abi, hashCount: 0),
    node: NodeForm(.array)
  )
  /// Uniswap's distributor, and Votium's and Stake DAO's earlier one.
  public static let uniswap = TreeFormat(
    name: "uniswap",
    leaf: LeafForm([.index, .account, .amount(0)], .packed),
    isDistinct: true,
    node: NodeForm(.promote)
  )
  /// Sablier's airdrops.
  public static let sablier = TreeFormat(
    name: "sablier",
    leaf: LeafForm([.index, .account, .amount(0)], .abi, hashCount: 2),
    node: NodeForm(.array)
  )
  /// Merkl: cumulative by user and token.
  public static let merkl = TreeFormat(
    name: "merkl",
    leaf: LeafForm([.account, .token, .amount(0)], .abi),
    node: NodeForm(.promote),
    isCumulative: true
  )
  /// Rocket Pool, files of versions 1 to 3.
  public static let rocketPool = TreeFormat(
    name: "rocketpool",
    leaf: LeafForm([.account, .number, .amount(0), .amount(1)], .packed),
    node: NodeForm(.zeroPadded),
    leavesOutZeros: true
  )
  /// Rocket Pool from ruleset 11, with the voter share.
  public static let rocketPool4 = TreeFormat(
    name: "rocketpool-v4",
    leaf: LeafForm([.account, .number, .amount(0), .amount(1), .amount(2)], .packed),
    node: NodeForm(.zeroPadded),
    leavesOutZeros: true
  )
  /// Lido's community staking module: (operator, cumulative shares).
  public static let lidoCSM = TreeFormat(
    name: "lido-csm",
    leaf: LeafForm([.number, .amount(0)], .abi, hashCount: 2),
    node: NodeForm(.array),
    isCumulative: true
  )
  /// 1inch, Morpho and Balancer: account and amount, packed.
  public static let cumulative = TreeFormat(
    name: "cumulative",
    leaf: LeafForm(accountAmount, .packed),
    node: NodeForm(.promote),
    isCumulative: true
  )
  /// 1inch with nodes of 16 bytes, behind a salt of 16 bytes where there is one.
  public static let cumulative128 = TreeFormat(
    name: "cumulative-128",
    leaf: LeafForm([.salt] + accountAmount, .packed),
    node: NodeForm(.promote, byteCount: 16),
    isCumulative: true
  )
  /// Threshold and TACo: provider, beneficiary and cumulative amount, packed.
  public static let threshold = TreeFormat(
    name: "threshold",
    leaf: LeafForm([.account, .beneficiary, .amount(0)], .packed),
    node: NodeForm(.promote),
    isCumulative: true
  )
  /// Morpho's universal rewards distributor, and Stake DAO's.
  public static let universal = TreeFormat(
    name: "urd",
    leaf: LeafForm([.account, .token, .amount(0)], .abi, hashCount: 2),
    order: .given,
    node: NodeForm(.promote),
    isCumulative: true
  )
  /// EigenLayer: a tree of tokens within each earner's leaf.
  public static let eigenLayer = TreeFormat(
    name: "eigenlayer",
    leaf: LeafForm([.prefix(1), .token, .amount(0)], .packed),
    order: .account,
    node: NodeForm(.zeroPadded, isSorted: false),
    grouping: .byAccount(prefix: 0),
    isCumulative: true
  )
  /// ENS and Hop: a tree for each first byte of the accounts, behind a salt where there is one.
  public static let sharded = TreeFormat(
    name: "sharded",
    leaf: LeafForm([.salt] + accountAmount, .packed),
    node: NodeForm(.promote),
    grouping: .byAccountDigits(2)
  )
  /// Convex: the text of account and amount.
  public static let convex = TreeFormat(
    name: "convex",
    leaf: LeafForm(accountAmount, .ascii),
    node: NodeForm(.promote)
  )
  /// Murky: an odd node is hashed with zero.
  public static let murky = TreeFormat(
    name: "murky",
    leaf: LeafForm(accountAmount, .packed),
    order: .given,
    node: NodeForm(.oddWithZero)
  )
  /// An odd node is hashed with itself.
  public static let duplicateOdd = TreeFormat(
    name: "duplicate-odd",
    leaf: LeafForm(accountAmount, .packed),
    order: .given,
    node: NodeForm(.oddWithItself)
  )

  /// Account and amount as two words, hashed once: a leaf that can be passed off as a node.
  ///
  /// It is read, since distributions were published so, and never made.
  public static let singleHash = TreeFormat(
    name: "single-hash",
    leaf: LeafForm(accountAmount, .abi),
    node: NodeForm(.promote)
  )

  /// The formats by name, and the unsafe one that is only read.
  public static let readable = presets + [singleHash]

  /// The formats by name.
  public static let presets = [
    openZeppelin, openZeppelinSimple, uniswap, sablier, merkl, rocketPool, rocketPool4, lidoCSM,
    cumulative, cumulative128, threshold, universal, eigenLayer, sharded, convex, murky,
    duplicateOdd,
  ]
}
