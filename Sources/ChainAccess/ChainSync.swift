public import ContractEvents
import EVMTypes

/// Brings a store up to date with a node.
///
/// Blocks are read in ranges, as long as the node allows. A range is kept only when its last block was the same before
/// and after, follows what is stored, and every log in it belongs to a block of the chain.
public struct ChainSync {
  let connection: ChainConnection
  let store: ChainStore
  private let depth: ConfirmedDepth
  /// The last block of the range that was read last.
  private(set) var lastRead: StoredBlock?
  private let endings: [UInt64]
  var states: [SourceState] = []
  private var length = RangeLength()
  private let sources: [EventSource]

  /// Prepares to read.
  ///
  /// - Parameters:
  ///   - sources: The sources.
  ///   - endings: The times whose last block before them is needed, in Unix seconds.
  ///   - depth: Up to where the chain is read.
  ///   - connection: The node.
  ///   - store: Where to.
  public init(
    of sources: [EventSource],
    endings: [UInt64],
    upTo depth: ConfirmedDepth,
    from connection: ChainConnection,
    into store: ChainStore
  ) {
    self.sources = sources
    self.endings = endings.sorted()
    self.depth = depth
    self.connection = connection
    self.store = store
  }

  /// Reads what is new.
  ///
  /// What was read stays, also where this ends early.
  ///
  /// - Parameter progress: Is told how far it has come.
  /// - Returns: What it has brought.
  /// - Throws: ``ChainError``.
  public mutating func run(
    _ progress: (SyncProgress) -> Void
  ) throws(ChainError) -> SyncOutcome {
    lastRead = nil
    do {
      let outcome = try read(progress)
      try store.finish()
      return outcome
    } catch {
      // What ended this is told, not what came of it.
      try? store.finish()
      throw error
    }
  }

  private mutating func read(
    _ progress: (SyncProgress) -> Void
  ) throws(ChainError) -> SyncOutcome {
    let chain = try connection.chainID()
    guard chain == store.chain else { throw .wrongChain(expected: store.chain, found: chain) }
    var head = try confirmedHead()
    states = try store.states(of: sources)
    var outcome = SyncOutcome(block: StoredBlock(head))
    var changeCount = 0
    let start = states.map(\.next).min() ?? 0
    var isChecked = false
    while true {
      if !isChecked {
        if let replaced = try takeBackReplaced(below: head) { outcome.replaced.append(replaced) }
        isChecked = true
      }
      guard let low = states.map(\.next).min(), low <= head.number else { break }
      let next = states.map(\.next).filter { $0 > low }.min()
      let limit = min(head.number, next.map { $0 - 1 } ?? head.number)
      let last = length.last(from: low, limit: limit)
      let group = states.filter { $0.next == low }
      switch try read(group, low...last, head) {
      case .read(let range):
        try store.add(range)
        lastRead = range.blocks.last
        for place in states.indices where states[place].next == low {
          states[place].next = range.next
        }
        outcome.eventCount += range.events.count
        length.succeeded(logCount: range.events.count)
        progress(
          SyncProgress(
            firstBlock: start,
            block: last,
            lastBlock: head.number,
            eventCount: outcome.eventCount
          )
        )
      case .refused(let error):
        guard length.failed(last - low + 1) else { throw error }
      case .changed(let request, let fact):
        lastRead = nil
        changeCount += 1
        guard changeCount <= connection.retryCount else {
          throw .changesAllTheTime(request: "\(request)", fact: fact)
        }
        try Pause.wait(milliseconds: 100 * changeCount)
        head = try confirmedHead()
        outcome.block = StoredBlock(head)
        isChecked = false
      }
    }
    try readEndings(upTo: head)
    return outcome
  }

  private mutating func readEndings(upTo head: BlockHeader) throws(ChainError) {
    for time in endings where time <= head.time {
      if try store.lastBlock(before: time) != nil { continue }
      var search = EndingSearch(connection: connection, store: store)
      if let (block, next) = try search.lastBlock(before: time, upTo: head) {
        try store.add(ending: time, block, before: next)
      }
    }
  }

  /// The block up to which the chain is read.
  private func confirmedHead() throws(ChainError) -> BlockHeader {
    switch depth {
    case .finalized:
      do {
        return try connection.header(.finalized)
      } catch {
        switch error {
        case .refused(_, let code, let message): throw .noFinality("\(message) (\(code))")
        case .wrongAnswer(_, "no such block"): throw .noFinality("no such block")
        default: throw error
        }
      }
    case .confirmations(let count):
      let newest = try connection.header(.latest)
      guard count > 0 else { return newest }
      return try connection.header(.number(newest.number - min(newest.number, count)))
    }
  }

  /// Takes back stored blocks that the node's history does not have.
  ///
  /// - Returns: What was taken back; `nil` where all of it stands.
  private mutating func takeBackReplaced(
    below head: BlockHeader
  ) throws(ChainError) -> SyncOutcome.Replaced? {
    // A node that is behind knows nothing of what is above its head.
    guard let newest = try store.block(upTo: head.number) else { return nil }
    if newest.number == head.number ? newest.hash == head.hash : try isKnown(newest) { return nil }
    var count = 1
    var below = newest.number
    while true {
      let blocks = try store.blocks(below: below, limit: count)
      guard let last = blocks.last else { break }
      let headers = try connection.headers(blocks.map { .number($0.number) })
      let common = zip(blocks, headers).first { block, header in block.hash == header?.hash }
      if let common {
        let eventCount = try store.takeBack(above: common.0.number)
        states = try store.states(of: sources)
        return SyncOutcome.Replaced(
          block: common.0.number,
          lastBlock: newest.number,
          eventCount: eventCount
        )
      }
      below = last.number
      count = min(64, 2 * count)
    }
    throw .otherHistory(block: try store.oldestBlock()?.number ?? 0)
  }

  private func isKnown(_ block: StoredBlock) throws(ChainError) -> Bool {
    try connection.headers([.number(block.number)])[0]?.hash == block.hash
  }
}

extension StoredBlock {
  init(_ header: BlockHeader) {
    self.init(number: header.number, hash: header.hash, time: header.time)
  }
}

@available(*, unavailable)
extension ChainSync: Sendable {}
