import EVMTypes

/// Votes that are decimals, counted in one unit.
struct VoteCount: Sendable {
  /// The votes, in the order given.
  let counts: [UInt256]
  /// All votes.
  let total: UInt256
  /// All votes in words.
  let totalText: String

  /// Counts votes; gives `nil` where one is not a decimal, or where they do not fit.
  init?(_ votes: [String]) {
    let parts = votes.map(Self.parts)
    let decimals = parts.map(\.fraction.count).max() ?? 0
    var counts: [UInt256] = []
    for (whole, fraction) in parts {
      let zeros = [UInt8](repeating: UInt8(ascii: "0"), count: decimals - fraction.count)
      guard !whole.isEmpty, let count = UInt256(digits: whole + fraction + zeros, after: .zero)
      else { return nil }
      counts.append(count)
    }
    guard let total = try? sum(of: counts) else { return nil }
    self.counts = counts
    self.total = total
    self.totalText = tokens(total, decimals: decimals)
  }

  /// A decimal with its digits grouped; any other text as it is.
  static func text(_ votes: String) -> String {
    let (whole, fraction) = parts(votes)
    let digits = UInt8(ascii: "0")...UInt8(ascii: "9")
    guard !whole.isEmpty, (whole + fraction).allSatisfy(digits.contains) else { return votes }
    return grouped(whole)
      + (fraction.isEmpty ? "" : "." + String(decoding: fraction, as: UTF8.self))
  }

  /// A difference with its digits grouped and its sign.
  static func signed(_ difference: String) -> String {
    guard difference.utf8.first == UInt8(ascii: "-") else {
      return difference == "0" ? "0" : "+" + text(difference)
    }
    return "\u{2212}" + text(String(difference.dropFirst()))
  }

  private static func parts(_ votes: String) -> (whole: [UInt8], fraction: [UInt8]) {
    let parts = votes.utf8.split(
      separator: UInt8(ascii: "."),
      maxSplits: 1,
      omittingEmptySubsequences: false
    )
    return (Array(parts[0]), parts.count > 1 ? Array(parts[1]) : [])
  }
}
