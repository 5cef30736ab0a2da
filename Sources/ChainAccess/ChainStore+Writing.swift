import ContractEvents
import EVMTypes
import GRDB
import Synchronization

/// How far a source was read.
struct SourceState: Sendable {
  /// The source's number in the store.
  let id: Int64
  let source: EventSource
  /// The first block that was not read.
  var next: UInt64
}

/// What was read of a range of blocks.
struct BlockRange: Sendable {
  var events: [(source: Int64, event: ContractEvent)] = []
  /// The blocks of events, and the range's last one.
  var blocks: [StoredBlock] = []
  /// The sources that the range was read for.
  var sources: [Int64] = []
  /// The first block behind it.
  let next: UInt64
}

extension ChainStore {
  /// How far sources were read; those that are new begin with their first block.
  func states(of sources: [EventSource]) throws(ChainError) -> [SourceState] {
    try write { database in
      try sources.map { source in
        let first = Int64(clamping: source.firstBlock)
        try database.execute(
          sql: "INSERT INTO source (key, first, next) VALUES (?, ?, ?) ON CONFLICT DO NOTHING",
          arguments: [source.key, first, first]
        )
        let row = try Row.fetchOne(
          database,
          sql: "SELECT id, next FROM source WHERE key = ?",
          arguments: [source.key]
        )
        return SourceState(
          id: row?["id"] ?? 0,
          source: source,
          next: UInt64(clamping: (row?["next"] as Int64?) ?? first)
        )
      }
    }
  }

  /// Adds a range of blocks.
  ///
  /// It is added while the next one is read. Whatever else the store is asked for waits for it.
  ///
  /// - Throws: What went wrong with the range before.
  func add(_ range: BlockRange) throws(ChainError) {
    try finish()
    database.asyncWrite { database in
      let insertion = try RangeInsertion(into: database)
      for block in range.blocks { try insertion.insert(block) }
      for (source, event) in range.events { try insertion.insert(event, of: source) }
      for source in range.sources {
        try database.execute(
          sql: "UPDATE source SET next = ? WHERE id = ?",
          arguments: [Int64(clamping: range.next), source]
        )
      }
    } completion: { [self] _, result in
      if case .failure(let error) = result { failure.withLock { $0 = Self.fact(error) } }
    }
  }

  /// Waits until the last range is added.
  ///
  /// - Throws: What went wrong with it.
  func finish() throws(ChainError) {
    // Work is done in the order in which it comes.
    try read { _ in }
    if let fact = failure.withLock({ $0 }) { throw .cannotStore("\(database.path): \(fact)") }
  }

  /// Keeps the last block before a time, and the one that follows it.
  func add(ending time: UInt64, _ block: BlockHeader, before next: BlockHeader) throws(ChainError) {
    try write { database in
      let insertion = try RangeInsertion(into: database)
      try insertion.insert(StoredBlock(block))
      try insertion.insert(StoredBlock(next))
      try database.execute(
        sql: "INSERT OR REPLACE INTO ending VALUES (?, ?)",
        arguments: [Int64(time), Int64(block.number)]
      )
    }
  }

  /// Takes back all that is above a block, or everything.
  ///
  /// - Returns: How many events that were.
  func takeBack(above block: UInt64) throws(ChainError) -> Int {
    try write { database in
      let block = Int64(clamping: block)
      try database.execute(sql: "DELETE FROM event WHERE block > ?", arguments: [block])
      let count = database.changesCount
      // The block behind an epoch's last one tells that it is the last.
      try database.execute(sql: "DELETE FROM ending WHERE block >= ?", arguments: [block])
      try database.execute(sql: "DELETE FROM block WHERE number > ?", arguments: [block])
      try database.execute(
        sql: "UPDATE source SET next = MAX(first, MIN(next, ? + 1))",
        arguments: [block]
      )
      return count
    }
  }
}
