import ClaimVerifier
import EVMTypes
import MerkleClaims

/// Hashes the values of a dump twice, many at a time where all have one length.
struct LeafBatch {
  private(set) var leaves: [Digest] = []
  private var messages: [UInt8] = []
  private var byteCount = 0

  mutating func append(_ leaf: Digest) { leaves.append(leaf) }

  mutating func append(_ values: [ABIValue]) {
    let encoding = ABIValue.encode(values)
    if encoding.count != byteCount { finish() }
    byteCount = encoding.count
    messages += encoding
    if messages.count >= Self.byteLimit { finish() }
  }

  /// Hashes what is left.
  mutating func finish() {
    guard byteCount > 0, !messages.isEmpty else { return }
    leaves += LeafForm.hashes(ofEncodings: messages, byteCount: byteCount)
    messages.removeAll(keepingCapacity: true)
  }

  private static let byteLimit = 1 << 20
}
