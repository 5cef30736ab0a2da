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

  /// A file with more holders is split.
  public static let holderLimit = 256
  /// How many holders a file may have on average.
  public static let averageLimit = 64

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
  /// - Parameter holders: The holders' accounts, in order.
  public init(of holders: [Address]) {
    var length = 0
    var fileCount = 1
    while holders.count > Self.averageLimit * fileCount {
      length += 1
      fileCount *= 16
    }
    var split: [String] = []
    let digits = holders.map { Hex.digits(of: $0.bytes) }
    Self.split(digits[...], length: length, into: &split)
    self.prefixLength = length
    self.split = split.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
  }

  private static func split(
    _ accounts: ArraySlice<[UInt8]>,
    length: Int,
    into split: inout [String]
  ) {
    var rest = accounts
    while let first = rest.first {
      let prefix = first.prefix(length)
      let group = rest.prefix { $0.starts(with: prefix) }
      rest = rest.dropFirst(group.count)
      guard group.count > holderLimit else { continue }
      split.append(String(decoding: prefix, as: UTF8.self))
      Self.split(group, length: length + 1, into: &split)
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
