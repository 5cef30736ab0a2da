import EVMTypes

extension ClaimColumns {
  /// Whether the claims stand in the order of their accounts, those of one account in that of their tokens.
  var isInAccountOrder: Bool {
    guard !tokens.isEmpty else {
      return zip(accounts, accounts.dropFirst()).allSatisfy { $0 <= $1 }
    }
    return accounts.indices.dropFirst().allSatisfy {
      (accounts[$0 - 1], tokens[$0 - 1]) <= (accounts[$0], tokens[$0])
    }
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
  public func repeatedClaims() -> [(row: Int, first: Int)] { repeatedClaims { _ in 0 } }

  /// Claims of an account, or of an account and a token, that stand here again, told apart by something more.
  ///
  /// - Parameter key: What else tells claims apart.
  /// - Returns: Each with the first claim of the same, in the order of the claims.
  public func repeatedClaims<Key: Hashable>(by key: (Int) -> Key) -> [(row: Int, first: Int)] {
    let isStrict = zip(accounts, accounts.dropFirst()).allSatisfy { $0 < $1 }
    guard !isStrict else { return [] }
    var repeated: [(row: Int, first: Int)] = []
    let order = accountOrder
    var start = 0
    while start < order.count {
      let first = Int(order[start])
      let group = order[start...].prefix {
        accounts[Int($0)] == accounts[first] && (tokens.isEmpty || tokens[Int($0)] == tokens[first])
      }
      start = group.endIndex
      guard group.count > 1 else { continue }
      var firsts: [Key: Int] = [:]
      for row in group.map({ Int($0) }) {
        if let first = firsts[key(row)] {
          repeated.append((row, first))
        } else {
          firsts[key(row)] = row
        }
      }
    }
    return repeated.sorted { $0.row < $1.row }
  }

  /// Claims whose index an earlier one has.
  ///
  /// - Returns: Each with the first claim of that index, in the order of the claims.
  public func repeatedIndexes() -> [(row: Int, first: Int)] {
    let isStrict = zip(indexes, indexes.dropFirst()).allSatisfy { $0 < $1 }
    guard !isStrict else { return [] }
    // The low bits first: indexes are small numbers, and the order sorts by the first bits.
    let keys = indexes.map { index in
      let words = index.bigEndianWords
      return Digest(
        bigEndianWords: (
          words.3.byteSwapped, words.2.byteSwapped, words.1.byteSwapped, words.0.byteSwapped
        )
      )
    }
    return Self.repeated(in: DigestOrder.sorted(keys)) { keys[$0] == keys[$1] }
  }

  /// The claims that are equal to the one before them in an order, with the first of those.
  private static func repeated(
    in order: [Int32],
    _ isEqual: (Int, Int) -> Bool
  ) -> [(row: Int, first: Int)] {
    var repeated: [(row: Int, first: Int)] = []
    var first = 0
    for place in order.indices.dropFirst() {
      let (row, other) = (Int(order[place]), Int(order[first]))
      if isEqual(row, other) { repeated.append((row, other)) } else { first = place }
    }
    return repeated.sorted { $0.row < $1.row }
  }
}
