/// Finds the last block before a time.
struct EndingSearch {
  let connection: ChainConnection
  let store: ChainStore

  /// How many blocks are looked at in one go.
  private static let width: UInt64 = 16

  /// Finds the block.
  ///
  /// - Parameters:
  ///   - time: The time, in Unix seconds.
  ///   - head: A block of that time or later.
  /// - Returns: The last block before the time and the one behind it; `nil` where the chain begins later.
  /// - Throws: ``ChainError``.
  mutating func lastBlock(
    before time: UInt64,
    upTo head: BlockHeader
  ) throws(ChainError) -> (BlockHeader, BlockHeader)? {
    let (before, after) = try store.blocks(around: time)
    var low = before?.number ?? 0
    var high = min(after?.number ?? head.number, head.number)
    while high > low + 1 {
      let step = max(1, (high - low) / (Self.width + 1))
      let numbers = (1...Self.width).map { low + $0 * step }.filter { $0 < high }
      let headers = try known(numbers)
      guard zip(headers, headers.dropFirst()).allSatisfy({ $0.time <= $1.time }) else {
        throw .wrongAnswer(
          request: "\(RPCRequest.header(.number(numbers[0]))) and \(numbers.count - 1) more",
          fact: "their times go backwards"
        )
      }
      low = headers.last { $0.time < time }?.number ?? low
      high = headers.first { $0.time >= time }?.number ?? high
    }
    let pair = try known([low, high])
    guard pair[0].time < time else { return nil }
    guard pair[1].time >= time, high == low || pair[1].parentHash == pair[0].hash else {
      throw .changesAllTheTime(
        request: "\(RPCRequest.header(.number(high)))",
        fact: "it does not follow block \(low)"
      )
    }
    return (pair[0], pair[1])
  }

  private func known(_ numbers: [UInt64]) throws(ChainError) -> [BlockHeader] {
    let headers = try connection.headers(numbers.map { .number($0) })
    var known: [BlockHeader] = []
    for (number, header) in zip(numbers, headers) {
      guard let header else {
        throw .wrongAnswer(request: "\(RPCRequest.header(.number(number)))", fact: "no such block")
      }
      known.append(header)
    }
    return known
  }
}
