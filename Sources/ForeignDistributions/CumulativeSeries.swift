public import EVMTypes
public import MerkleClaims

/// Publications of cumulative claims, one after another: no claim may ever decrease.
public struct CumulativeSeries: Sendable {
  /// A claim that is smaller than before.
  public struct Decrease: Sendable, Hashable {
    /// Whose it is: the account, and what else tells claims apart.
    public let claimant: String
    /// What it was, in base units.
    public let before: UInt256
    /// What it is, in base units; `nil` where it is missing.
    public let after: UInt256?
  }

  private struct Key: Hashable, Comparable {
    let account: Address
    let token: Address
    let number: UInt256

    static func < (left: Key, right: Key) -> Bool {
      if left.account != right.account { return left.account < right.account }
      if left.token != right.token { return left.token < right.token }
      return left.number < right.number
    }
  }

  private var amounts: [Key: UInt256] = [:]

  /// Starts a series.
  public init() {}

  /// Takes the next publication.
  ///
  /// - Parameter columns: Its claims.
  /// - Returns: The claims that are smaller than in the one before, by account.
  public mutating func append(_ columns: ClaimColumns) -> [Decrease] {
    var next: [Key: UInt256] = [:]
    next.reserveCapacity(columns.count)
    for row in 0..<columns.count {
      let key = Key(
        account: columns.accounts.isEmpty ? .zero : columns.accounts[row],
        token: columns.tokens.isEmpty ? .zero : columns.tokens[row],
        number: columns.accounts.isEmpty && !columns.numbers.isEmpty ? columns.numbers[row] : .zero
      )
      // Of several claims of one account the larger one counts: they are reported elsewhere.
      next[key] = max(next[key] ?? .zero, columns.amounts[0][row])
    }
    let decreases = amounts.filter { key, before in next[key] ?? .zero < before }
    defer { amounts = next }
    return decreases.keys.sorted().map { key in
      let isNumbered = columns.accounts.isEmpty
      let token = key.token == .zero ? "" : ", token \(key.token)"
      return Decrease(
        claimant: isNumbered ? "operator \(key.number)" : "\(key.account)\(token)",
        before: amounts[key] ?? .zero,
        after: next[key]
      )
    }
  }
}

extension CumulativeSeries.Decrease: CustomStringConvertible {
  /// The fact, in one line.
  public var description: String {
    "\(claimant): the cumulative claim fell from \(before) to \(after?.description ?? "nothing")"
  }
}
