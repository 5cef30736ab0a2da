/// How many blocks are asked for at once: as many as the node allows, found by trying.
///
/// What was refused is not asked for again before many ranges have gone well, each time more of them: some nodes limit
/// the blocks, others the logs in them, which come closer together in some parts of a history than in others.
struct RangeLength {
  private var length: UInt64 = 200
  /// What the node has refused lately.
  private var refused: UInt64 = .max
  private var successCount = 0
  /// After so many ranges it is tried again whether the node takes more.
  private var patience = 32

  /// The most that is asked for.
  private static let longest: UInt64 = 100_000
  /// So many logs in one answer are enough.
  private static let manyLogs = 20_000

  /// The last block of the next range.
  func last(from first: UInt64, limit: UInt64) -> UInt64 {
    min(limit, first + min(length - 1, limit - first))
  }

  /// The node has answered.
  mutating func succeeded(logCount: Int) {
    successCount += 1
    if refused < .max, successCount >= patience {
      refused = .max
      successCount = 0
      patience *= 4
    }
    if logCount > Self.manyLogs {
      length = max(1, length / 2)
    } else if logCount < Self.manyLogs / 2 {
      // Half the way to what was refused, until that is close.
      let next = refused == .max ? 2 * length : length + (refused - length) / 2
      guard next - length > length / 8 else { return }
      length = min(next, Self.longest)
    }
  }

  /// The node has refused so many blocks; gives `false` where fewer cannot be asked for.
  mutating func failed(_ count: UInt64) -> Bool {
    guard count > 1 else { return false }
    successCount = 0
    refused = count
    length = max(1, min(length, count) / 2)
    return true
  }
}
