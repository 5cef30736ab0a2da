public import Distribution
public import EVMTypes

/// How holders are spread over claim files, by the first digits of their accounts.
///
/// Every account has exactly one file, whether it is a holder or not.
///
/// - Source: docs/specification.md, section 5.
public struct ClaimPartition: Sendable, Hashable {
  /// How many digits a prefix has that was not split.
  public let prefixLength: Int
  /// The prefixes, without `0x`, that were replaced by their sixteen longer ones, in order.
  public let split: [String]

  /// How many holders a file may have.
  public struct Limits: Sendable, Hashable {
    /// On average.
    public let average: Int
    /// A file with more is split.
    public let most: Int

    /// The limits of a ruleset.
    ///
    /// A row of ruleset 2 has a piece for every lot and step of age: fewer of them keep a file as small.
    ///
    /// - Parameter ruleset: The ruleset.
    public init(of ruleset: Ruleset) {
      switch ruleset {
      case .v1: (average, most) = (64, 256)
      case .v2: (average, most) = (24, 28)
      }
    }
  }

  /// Takes a partition as a report states it.
  ///
  /// - Parameters:
  ///   - prefixLength: How many digits a prefix has that was not split, at most 40.
  ///   - split: The prefixes that were replaced.
  public init(prefixLength: Int, split: [String]) {
    self.prefixLength = prefixLength
    self.split = split
  }

  /// Partitions holders.
  ///
  /// - Parameters:
  ///   - holders: The holders' accounts, in order.
  ///   - ruleset: The ruleset of the epoch.
  public init(of holders: [Address], under ruleset: Ruleset) {
    let limits = Limits(of: ruleset)
    var length = 0
    var fileCount = 1
    while holders.count > limits.average * fileCount {
      length += 1
      fileCount *= 16
    }
    var split: [String] = []
    let digits = holders.map { Hex.digits(of: $0.bytes) }
    Self.split(digits[...], length: length, over: limits.most, into: &split)
    self.prefixLength = length
    self.split = split.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
  }

  private static func split(
    _ accounts: ArraySlice<[UInt8]>,
    length: Int,
    over most: Int,
    into split: inout [String]
  ) {
    var rest = accounts
    while let first = rest.first {
      let prefix = first.prefix(length)
      let group = rest.prefix { $0.starts(with: prefix) }
      rest = rest.dropFirst(group.count)
      guard group.count > most else { continue }
      split.append(String(decoding: prefix, as: UTF8.self))
      Self.split(group, length: length + 1, over: most, into: &split)
    }
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
    var prefixes = [""]
    for _ in 0..<prefixLength { prefixes = prefixes.flatMap(Self.longer) }
    let split = Set(split)
    var result: [String] = []
    for prefix in prefixes { Self.appendLeaves(of: prefix, split: split, to: &result) }
    return result
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
