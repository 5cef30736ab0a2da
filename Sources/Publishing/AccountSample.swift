import EVMTypes

/// Accounts that nobody could choose: a seed that was not known before decides.
///
/// Of all accounts that are offered, those with the least keccak-256 of the seed's bytes and the account's 20 bytes are in
/// the sample. It depends on neither their order nor how often each is offered.
struct AccountSample: Sendable {
  private let seed: [UInt8]
  private let count: Int
  /// By hash.
  private var chosen: [(hash: Digest, account: Address)] = []

  /// Creates an empty sample.
  ///
  /// - Parameters:
  ///   - seed: The seed.
  ///   - count: How many accounts are chosen, where there are as many.
  init(seed: [UInt8], count: Int) {
    self.seed = seed
    self.count = count
  }

  /// The accounts of the sample so far.
  var accounts: [Address] { chosen.map(\.account) }

  /// Offers an account.
  ///
  /// - Parameter account: The account.
  mutating func offer(_ account: Address) {
    let hash = Digest(keccak256Of: seed + account.bytes)
    if chosen.count == count {
      guard let last = chosen.last, hash < last.hash else { return }
    }
    var (low, high) = (0, chosen.count)
    while low < high {
      let middle = low + (high - low) / 2
      if chosen[middle].hash < hash { low = middle + 1 } else { high = middle }
    }
    if low < chosen.count, chosen[low].hash == hash { return }
    chosen.insert((hash, account), at: low)
    if chosen.count > count { chosen.removeLast() }
  }
}
