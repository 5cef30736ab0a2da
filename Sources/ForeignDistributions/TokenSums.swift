import EVMTypes
import MerkleClaims

/// Merkl's way from rewards to claims: what a user gets of a token for all reasons, added up.
///
/// Users and tokens stand in the order in which the file first names them.
struct TokenSums {
  private struct Pair: Hashable {
    let user: Int
    let token: Int
  }

  private var users: [Address] = []
  private var tokens: [Address] = []
  private var sums: [Pair: UInt256] = [:]
  private let rewardCount: Int

  /// Adds up rows; gives `nil` when a sum is 2²⁵⁶ or more.
  init?(_ columns: ClaimColumns) {
    self.rewardCount = columns.count
    var userPlaces: [Address: Int] = [:]
    var tokenPlaces: [Address: Int] = [:]
    for row in 0..<columns.count {
      let user = Self.place(of: columns.accounts[row], in: &users, &userPlaces)
      let token = Self.place(of: columns.tokens[row], in: &tokens, &tokenPlaces)
      let pair = Pair(user: user, token: token)
      let (sum, overflow) = sums[pair, default: .zero]
        .addingReportingOverflow(columns.amounts[0][row])
      guard !overflow else { return nil }
      sums[pair] = sum
    }
  }

  private static func place(
    of account: Address,
    in list: inout [Address],
    _ places: inout [Address: Int]
  ) -> Int {
    if let place = places[account] { return place }
    places[account] = list.count
    list.append(account)
    return list.count - 1
  }

  /// A claim for each user and token that a reward names.
  var claims: ClaimColumns {
    columns(sums.keys.sorted { ($0.user, $0.token) < ($1.user, $1.token) })
  }

  /// A claim for each user and each token, most of them of nothing, as in Merkl's first files; `nil` where they
  /// would be too many.
  var allPairs: ClaimColumns? {
    let (count, overflow) = users.count.multipliedReportingOverflow(by: tokens.count)
    guard !overflow, count <= Self.pairLimit, count / Self.pairsOfReward <= rewardCount else {
      return nil
    }
    return columns(
      users.indices.flatMap { user in tokens.indices.map { Pair(user: user, token: $0) } }
    )
  }

  /// Far above any file of the time in which all pairs were in the tree.
  private static let pairLimit = 4_000_000
  /// Above any such file too, and keeps the work in proportion to the file.
  private static let pairsOfReward = 256

  private func columns(_ pairs: [Pair]) -> ClaimColumns {
    var columns = ClaimColumns(count: pairs.count)
    columns.accounts = pairs.map { users[$0.user] }
    columns.tokens = pairs.map { tokens[$0.token] }
    columns.amounts = [pairs.map { sums[$0, default: .zero] }]
    return columns
  }
}
