public import EVMTypes

/// Holders in columns: a collection that makes each holder when it is asked for.
///
/// As a rule a holder is paid the share and nothing else, which takes 56 bytes; what others have beside that takes 180 more.
public struct HolderShares: Sendable {
  private var accounts: [Address] = []
  private var weights = AmountColumn()
  private var shares = AmountColumn()
  /// The place in `dues` plus one, or 0 for a holder who is paid the share; empty as long as all are.
  private var dueNumbers: [UInt32] = []
  private var dues: [Dues] = []

  /// What a holder has beside weight and share.
  private struct Dues: Sendable {
    let accruedIn: SignedAmount
    let adjustment: SignedAmount
    let paid: UInt256
    let accruedOut: SignedAmount
    let beneficiary: Address
  }

  /// Starts without holders.
  public init() {}

  /// Takes holders in the order in which they come.
  ///
  /// - Parameter holders: The holders.
  public init(_ holders: some Sequence<HolderShare>) {
    for holder in holders { append(holder) }
  }

  /// Makes room for holders, which takes no memory before it is used.
  ///
  /// - Parameter count: How many there will be.
  public mutating func reserveCapacity(_ count: Int) {
    accounts.reserveCapacity(count)
    weights.reserveCapacity(count)
    shares.reserveCapacity(count)
  }

  /// Appends a holder.
  ///
  /// - Parameter holder: The holder.
  public mutating func append(_ holder: HolderShare) {
    accounts.append(holder.account)
    weights.append(holder.weight)
    shares.append(holder.share)
    if !holder.isPaidShare {
      beginDues(before: accounts.count - 1)
      dues.append(
        Dues(
          accruedIn: holder.accruedIn,
          adjustment: holder.adjustment,
          paid: holder.paid,
          accruedOut: holder.accruedOut,
          beneficiary: holder.beneficiary
        )
      )
      dueNumbers.append(UInt32(dues.count))
    } else if !dueNumbers.isEmpty {
      dueNumbers.append(0)
    }
  }

  /// Appends other holders.
  ///
  /// - Parameter holders: The holders.
  public mutating func append(contentsOf holders: HolderShares) {
    if !holders.dueNumbers.isEmpty {
      beginDues(before: accounts.count)
      let dueCount = UInt32(dues.count)
      for number in holders.dueNumbers { dueNumbers.append(number == 0 ? 0 : number + dueCount) }
      dues += holders.dues
    } else if !dueNumbers.isEmpty {
      dueNumbers += repeatElement(0, count: holders.count)
    }
    accounts += holders.accounts
    weights.append(contentsOf: holders.weights)
    shares.append(contentsOf: holders.shares)
  }

  /// Makes place for the first holder who is not just paid the share.
  private mutating func beginDues(before count: Int) {
    if dueNumbers.isEmpty { dueNumbers = [UInt32](repeating: 0, count: count) }
  }

  /// Who the holder at a place is.
  ///
  /// - Parameter place: The place, from 0.
  /// - Returns: The account.
  public func account(_ place: Int) -> Address { accounts[place] }
}

extension HolderShares: RandomAccessCollection {
  /// Zero.
  public var startIndex: Int { 0 }
  /// How many holders there are.
  public var endIndex: Int { accounts.count }

  /// The holder at a place.
  ///
  /// - Parameter place: The place, from 0.
  public subscript(place: Int) -> HolderShare {
    let (account, share) = (accounts[place], shares[place])
    guard !dueNumbers.isEmpty, dueNumbers[place] > 0 else {
      return HolderShare(account: account, weight: weights[place], share: share, paid: share)
    }
    let dues = dues[Int(dueNumbers[place]) - 1]
    return HolderShare(
      account: account,
      weight: weights[place],
      share: share,
      accruedIn: dues.accruedIn,
      adjustment: dues.adjustment,
      paid: dues.paid,
      accruedOut: dues.accruedOut,
      beneficiary: dues.beneficiary
    )
  }
}

extension HolderShares: ExpressibleByArrayLiteral {
  /// Takes a literal of the source text.
  ///
  /// - Parameter holders: The holders, in the order in which they stand.
  public init(arrayLiteral holders: HolderShare...) { self.init(holders) }
}

extension HolderShare {
  /// Whether the holder is paid the share, and nothing else is or was due.
  fileprivate var isPaidShare: Bool {
    paid == share && beneficiary == account && accruedIn == .zero && adjustment == .zero
      && accruedOut == .zero
  }
}
