public import Distribution
public import EVMTypes

/// How accounts are spread over claim files, by their first digits.
///
/// Every account has exactly one file, whether it is a holder or not.
///
/// - Source: docs/specification.md, sections 5, 9 and 9.1.
public struct ClaimPartition: Sendable, Hashable {
  /// How many digits a prefix has that was not split.
  public let prefixLength: Int
  /// The prefixes, without `0x`, that were replaced by their sixteen longer ones, in order.
  public let split: [String]
  /// Whether a file holds a range of accounts, without proofs and pieces.
  public let holdsRanges: Bool

  /// How many accounts a file may have.
  public struct Limits: Sendable, Hashable {
    /// On average.
    public let average: Int
    /// A file with more is split.
    public let most: Int

    /// The limits of a ruleset.
    ///
    /// A row of ruleset 2 has a piece for every lot and step of age: fewer of them keep a file as small. A row of a
    /// range has neither pieces nor a proof.
    ///
    /// - Parameters:
    ///   - ruleset: The ruleset.
    ///   - holdsRanges: Whether files hold ranges.
    public init(of ruleset: Ruleset, holdsRanges: Bool = false) {
      switch ruleset {
      case .v1: (average, most) = (64, 256)
      case .v2: (average, most) = holdsRanges ? (256, 512) : (24, 28)
      }
    }
  }

  /// Takes a partition as a report states it.
  ///
  /// - Parameters:
  ///   - prefixLength: How many digits a prefix has that was not split, at most 40.
  ///   - split: The prefixes that were replaced.
  ///   - holdsRanges: Whether files hold ranges.
  public init(prefixLength: Int, split: [String], holdsRanges: Bool = false) {
    self.prefixLength = prefixLength
    self.split = split
    self.holdsRanges = holdsRanges
  }

  /// Partitions accounts.
  ///
  /// - Parameters:
  ///   - accounts: The accounts, in order.
  ///   - ruleset: The ruleset of the epoch.
  ///   - holdsRanges: Whether files hold ranges.
  public init(of accounts: [Address], under ruleset: Ruleset, holdsRanges: Bool = false) {
    let limits = Limits(of: ruleset, holdsRanges: holdsRanges)
    var length = 0
    var fileCount = 1
    while accounts.count > limits.average * fileCount {
      length += 1
      fileCount *= 16
    }
    var split: [String] = []
    for prefix in Self.prefixes(ofLength: length) {
      Self.split(prefix, accounts[...], over: limits.most, into: &split)
    }
    self.prefixLength = length
    self.split = split.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
    self.holdsRanges = holdsRanges
  }

  private static func split(
    _ prefix: String,
    _ accounts: ArraySlice<Address>,
    over most: Int,
    into split: inout [String]
  ) {
    let places = places(of: prefix, count: accounts.count) { accounts[accounts.startIndex + $0] }
    guard places.count > most else { return }
    split.append(prefix)
    let rest = accounts.dropFirst(places.lowerBound).prefix(places.count)
    for longer in longer(prefix) { Self.split(longer, rest, over: most, into: &split) }
  }

  /// Where the accounts with a prefix stand among accounts in order.
  ///
  /// - Parameters:
  ///   - prefix: The prefix's digits, without `0x`.
  ///   - count: How many accounts there are.
  ///   - account: The account with a place.
  /// - Returns: Their places, possibly none.
  public static func places(
    of prefix: String,
    count: Int,
    _ account: (Int) -> Address
  ) -> Range<Int> {
    let low = bound(prefix, filledWith: "0")
    let high = bound(prefix, filledWith: "f")
    func first(from start: Int, where isBehind: (Address) -> Bool) -> Int {
      var (low, high) = (start, count)
      while low < high {
        let middle = low + (high - low) / 2
        if isBehind(account(middle)) { high = middle } else { low = middle + 1 }
      }
      return low
    }
    let start = first(from: 0) { !($0 < low) }
    return start..<first(from: start) { high < $0 }
  }

  private static func bound(_ prefix: String, filledWith digit: Character) -> Address {
    let digits = prefix + String(repeating: digit, count: 40 - prefix.utf8.count)
    guard let address = Hex.bytes(of: Array(digits.utf8)).flatMap({ Address(bytes: $0) }) else {
      preconditionFailure("a prefix has at most 40 digits")
    }
    return address
  }

  /// The prefix of the file that an account belongs to, without `0x`.
  ///
  /// - Parameter account: Any account.
  /// - Returns: The prefix, possibly empty.
  public func prefix(for account: Address) -> String {
    let digits = String(decoding: Hex.digits(of: account.bytes), as: UTF8.self)
    var length = min(prefixLength, digits.utf8.count)
    while length < digits.utf8.count, split.contains(String(digits.prefix(length))) { length += 1 }
    return String(digits.prefix(length))
  }

  /// The prefixes of all files, without `0x`, in order.
  public var prefixes: [String] {
    let split = Set(split)
    var result: [String] = []
    for prefix in Self.prefixes(ofLength: prefixLength) {
      Self.appendLeaves(of: prefix, split: split, to: &result)
    }
    return result
  }

  private static func prefixes(ofLength length: Int) -> [String] {
    var prefixes = [""]
    for _ in 0..<length { prefixes = prefixes.flatMap(Self.longer) }
    return prefixes
  }

  private static func appendLeaves(of prefix: String, split: Set<String>, to result: inout [String])
  {
    if split.contains(prefix) {
      for longer in longer(prefix) { appendLeaves(of: longer, split: split, to: &result) }
    } else {
      result.append(prefix)
    }
  }

  private static func longer(_ prefix: String) -> [String] {
    "0123456789abcdef".map { prefix + String($0) }
  }
}
