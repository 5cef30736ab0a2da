import EVMTypes

/// Claims that make a tree for each account, or for each of the accounts' first digits.
struct ClaimGroups {
  let top: MerkleTree
  let groups: [MerkleTree]
  let groupOfClaim: [Int32]
  let placeOfClaim: [Int32]

  init?(of columns: ClaimColumns, in format: TreeFormat) {
    let leaves = format.leaf.hashes(of: columns)
    var groups: [MerkleTree] = []
    var roots: [Digest] = []
    var groupOfClaim = [Int32](repeating: 0, count: columns.count)
    var placeOfClaim = groupOfClaim
    let order = columns.accountOrder.map { Int($0) }
    var start = 0
    while start < order.count {
      let account = columns.accounts[order[start]]
      let rows = order[start...].prefix { format.isGrouped(columns.accounts[$0], with: account) }
      let groupLeaves = rows.map { leaves[$0] }
      guard
        let tree = MerkleTree(
          leaves: groupLeaves,
          format.order == .hash ? .ascending : .given,
          node: format.node
        )
      else { return nil }
      for (place, row) in rows.enumerated() {
        groupOfClaim[row] = Int32(groups.count)
        placeOfClaim[row] = Int32(place)
      }
      if case .byAccount(let prefix) = format.grouping {
        roots.append(TreeFormat.accountLeaf(prefix, account, tree.root))
      } else {
        roots.append(tree.root)
      }
      groups.append(tree)
      start = rows.endIndex
    }
    guard
      let top = MerkleTree(
        leaves: roots,
        format.order == .hash ? .ascending : .given,
        node: format.node
      )
    else { return nil }
    self.top = top
    self.groups = groups
    self.groupOfClaim = groupOfClaim
    self.placeOfClaim = placeOfClaim
  }
}

extension TreeFormat {
  fileprivate func isGrouped(_ account: Address, with other: Address) -> Bool {
    switch grouping {
    case .none: true
    case .byAccount: account == other
    case .byAccountDigits(let count): account.firstDigits(count) == other.firstDigits(count)
    }
  }
}

extension Address {
  /// The first hexadecimal digits, 1 to 8, as a number.
  fileprivate func firstDigits(_ count: Int) -> UInt64 { (abiWords.1 >> UInt64(32 - 4 * count)) }
}
