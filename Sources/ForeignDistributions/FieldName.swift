import StrictJSON

/// What a field of a published file means, by the names that protocols give to it.
enum FieldName: Sendable, Hashable {
  /// One of the names of who claims; of several in a claim the one of the lowest rank counts.
  case account(rank: Int)
  case token
  case beneficiary
  case index
  case number
  case salt
  case root
  case total
  case proof
  /// One of the names of the amount that a leaf holds; of several in a claim the one of the lowest rank counts.
  case amount(rank: Int)
  /// Rocket Pool: RPL of collateral.
  case collateralRPL
  /// Rocket Pool: RPL of the oracle DAO.
  case oracleRPL
  /// Rocket Pool: ETH of the smoothing pool.
  case poolETH
  /// Rocket Pool: ETH of voters.
  case voterETH
  /// Account and amount in an array.
  case inputs
  /// The leaf's hash.
  case leaf
  /// How a claim came about; holds no claims of its own.
  case explanation

  /// The names of amounts without regard to case and underscores, the one that counts most first.
  private static let amountNames = [
    "cumulativeamount", "cumulativeclaimableamount", "cumulativeearnings", "accumulated",
    "cumulative", "accumulatedrewards", "claimable", "amount", "balance", "value", "earnings",
    "shares", "cumulativefeeshares", "maxclaimable", "tokens", "reward", "rewards", "total",
  ]

  /// The names of who claims, the one that counts most first.
  private static let accountNames = [
    "account", "address", "user", "recipient", "claimant", "earner", "holder", "wallet", "owner",
    "provider", "staker",
  ]

  /// The field among those that a claim can have once, as a bit; zero for the others.
  var onceBit: UInt64 {
    switch self {
    case .amount(let rank): 1 << UInt64(rank)
    case .proof: 1 << 40
    case .index: 1 << 41
    case .number: 1 << 42
    case .salt: 1 << 43
    case .beneficiary: 1 << 44
    case .collateralRPL: 1 << 45
    case .oracleRPL: 1 << 46
    case .poolETH: 1 << 47
    case .voterETH: 1 << 48
    case .inputs: 1 << 49
    case .leaf: 1 << 50
    case .account, .token, .root, .total, .explanation: 0
    }
  }

  static func amountName(ofRank rank: Int) -> String { amountNames[rank] }

  /// The names without regard to case and underscores.
  private static let names: [[UInt8]: FieldName] = {
    var names: [[UInt8]: FieldName] = [:]
    func add(_ field: FieldName, _ words: String) {
      for word in words.split(separator: " ") { names[Array(word.utf8)] = field }
    }
    for (rank, word) in accountNames.enumerated() {
      names[Array(word.utf8)] = .account(rank: rank)
    }
    add(.token, "token reward tokenaddress rewardtoken")
    add(.beneficiary, "beneficiary")
    add(.index, "index")
    add(.number, "rewardnetwork network nodeoperatorid operatorid operator")
    add(.salt, "salt")
    add(.root, "merkleroot root merklroot roothash merkletreeroot")
    add(.total, "tokentotal totalamount total totalclaimable totalrewards")
    add(.proof, "proof merkleproof proofs merkleproofs")
    for (rank, word)
      in amountNames
      .enumerated() where names[Array(word.utf8)] == nil
    {
      names[Array(word.utf8)] = .amount(rank: rank)
    }
    add(.collateralRPL, "collateralrpl")
    add(.oracleRPL, "oracledaorpl")
    add(.poolETH, "smoothingpooleth")
    add(.voterETH, "votershareeth")
    add(.inputs, "inputs")
    add(.leaf, "leaf leafhash")
    add(.explanation, "breakdown breakdowns flags reasons metadata details history stats")
    return names
  }()

  init?(_ key: ArraySlice<UInt8>) {
    var name: [UInt8] = []
    name.reserveCapacity(key.count)
    for byte in key where byte != UInt8(ascii: "_") {
      name.append((UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(byte) ? byte | 32 : byte)
    }
    guard let field = Self.names[name] else { return nil }
    self = field
  }
}
