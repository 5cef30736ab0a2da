public import EVMTypes
import Foundation
import GRDB

/// A block that is stored.
public struct StoredBlock: Sendable, Hashable {
  /// The block's number.
  public let number: UInt64
  /// The block's hash.
  public let hash: Digest
  /// The block's time, in Unix seconds.
  public let time: UInt64

  init(number: UInt64, hash: Digest, time: UInt64) {
    self.number = number
    self.hash = hash
    self.time = time
  }

  init(_ row: Row) throws {
    guard let hash = Digest(bytes: row["hash"] as Data) else {
      throw ChainError.store("a block's hash does not have 32 bytes")
    }
    self.number = UInt64(clamping: row["number"] as Int64)
    self.hash = hash
    self.time = UInt64(clamping: row["time"] as Int64)
  }
}
