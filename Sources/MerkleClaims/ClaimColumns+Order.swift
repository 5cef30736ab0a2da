import EVMTypes

extension ClaimColumns {
  /// Whether the claims stand in the order of their accounts; equal ones in any.
  var isInAccountOrder: Bool {
    zip(accounts, accounts.dropFirst()).allSatisfy { $0 <= $1 }
  }

  /// The places of the claims by account, then by token; equal ones as they are given.
  var accountOrder: [Int32] {
    var order = DigestOrder.sorted(
      accounts.map { account in
        let words = account.abiWords
        return Digest(
          bigEndianWords: (
            words.1 << 32 | words.2 >> 32, words.2 << 32 | words.3 >> 32, words.3 << 32, 0
          )
        )
      }
    )
    guard !tokens.isEmpty else { return order }
    var start = 0
    while start < order.count {
      let account = accounts[Int(order[start])]
      var end = start + 1
      while end < order.count, accounts[Int(order[end])] == account { end += 1 }
      order[start..<end].sort { (tokens[Int($0)], $0) < (tokens[Int($1)], $1) }
      start = end
    }
    return order
  }

  /// Claims of an account, or of an account and a token, that stand here again.
  ///
  /// - Returns: Each with the first claim of the same, in the order of the claims.
  public func repeatedClaims() -> [(row: Int, first: Int)] {
    let isStrict = zip(accounts, accounts.dropFirst()).allSatisfy { $0 < $1 }
    guard !isStrict else { return [] }
    let order = accountOrder.map { Int($0) }
    var repeated: [(row: Int, first: Int)] = []
    var first = 0
    for place in order.indices.dropFirst() {
      let (row, other) = (order[place], order[first])
      if accounts[row] == accounts[other], tokens.isEmpty || tokens[row] == tokens[other] {
        repeated.append((row, other))
      } else {
        first = place
      }
    }
    return repeated.sorted { $0.row < $1.row }
  }
}
