public import EVMTypes
import StrictJSON

/// The file that states the root of a distribution in shards: `root`, `shardNybbles`, `total`.
public struct ShardedRoot: Sendable, Hashable {
  /// The root.
  public let root: Digest
  /// The sum of all shards, in base units.
  public let total: UInt256?

  /// Reads the file; gives `nil` for any other.
  ///
  /// - Parameter bytes: The file.
  public init?(parsing bytes: [UInt8]) {
    guard bytes.count < 10_000, case .object(let members)? = try? JSONValue(parsing: bytes),
      members.contains(where: { $0.key == "shardNybbles" }),
      case .string(let text)? = members.first(where: { $0.key == "root" })?.value,
      let root = Digest(text: text.utf8)
    else { return nil }
    self.root = root
    guard case .string(let total)? = members.first(where: { $0.key == "total" })?.value else {
      self.total = nil
      return
    }
    self.total = UInt256(decimal: total.utf8)
  }
}
