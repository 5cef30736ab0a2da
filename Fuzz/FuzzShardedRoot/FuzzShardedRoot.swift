import FuzzChecks
import ForeignDistributions
import StrictJSON

/// The file that states the root of a distribution in shards.
@main enum FuzzShardedRoot: FuzzTarget {
  static func check(_ bytes: [UInt8]) {
    guard let file = ShardedRoot(parsing: bytes) else { return }
    precondition((try? JSONValue(parsing: bytes)) != nil, "a root's file is JSON")
    precondition(ShardedRoot(parsing: bytes) == file, "the same file is read alike")
  }
}
