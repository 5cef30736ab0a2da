public import ContractEvents
import EVMTypes
import Foundation
import GRDB

extension ChainStore {
  /// The newest stored block that is not above a number.
  func block(upTo number: UInt64) throws(ChainError) -> StoredBlock? {
    try blocks("number <= ? ORDER BY number DESC LIMIT 1", number).first
  }

  /// The oldest stored block.
  func oldestBlock() throws(ChainError) -> StoredBlock? {
    try blocks("number >= ? ORDER BY number LIMIT 1", 0).first
  }

  /// Stored blocks below a number, the newest first.
  func blocks(below number: UInt64, limit: Int) throws(ChainError) -> [StoredBlock] {
    try blocks("number < ? ORDER BY number DESC LIMIT \(limit)", number)
  }

  /// The newest stored block before a time, and the oldest that is not.
  func blocks(around time: UInt64) throws(ChainError) -> (StoredBlock?, StoredBlock?) {
    let before = try blocks("time < ? ORDER BY number DESC LIMIT 1", time).first
    return (before, try blocks("time >= ? ORDER BY number LIMIT 1", time).first)
  }

  private func blocks(_ condition: String, _ number: UInt64) throws(ChainError) -> [StoredBlock] {
    try read { database in
      try Row.fetchAll(
        database,
        sql: "SELECT number, hash, time FROM block WHERE \(condition)",
        arguments: [Int64(clamping: number)]
      ).map { try StoredBlock($0) }
    }
  }

  /// The last block before a time, where it is known.
  ///
  /// - Parameter time: The time, in Unix seconds.
  /// - Returns: The block; `nil` as long as no block of that time or later was read.
  /// - Throws: ``ChainError/store(_:)``.
  public func lastBlock(before time: UInt64) throws(ChainError) -> StoredBlock? {
    try read { database in
      try Row.fetchOne(
        database,
        sql: """
          SELECT number, hash, block.time FROM block JOIN ending ON ending.block = number
          WHERE ending.time = ?
          """,
        arguments: [Int64(clamping: time)]
      ).map { try StoredBlock($0) }
    }
  }

  /// The first block that was not read for each of these sources.
  ///
  /// - Parameter sources: The sources.
  /// - Returns: The block's number; `nil` where a source was never read.
  /// - Throws: ``ChainError/store(_:)``.
  public func nextBlock(of sources: [EventSource]) throws(ChainError) -> UInt64? {
    var next: UInt64?
    for source in sources {
      let found = try read { database in
        try Int64.fetchOne(
          database,
          sql: "SELECT next FROM source WHERE key = ?",
          arguments: [source.key]
        )
      }
      guard let found else { return nil }
      next = min(next ?? .max, UInt64(clamping: found))
    }
    return next
  }

  /// How many events there are of a source.
  ///
  /// - Parameter source: The source.
  /// - Returns: Their number.
  /// - Throws: ``ChainError/store(_:)``.
  public func eventCount(of source: EventSource) throws(ChainError) -> Int {
    try read { database in
      try Int.fetchOne(
        database,
        sql: "SELECT COUNT(*) FROM event WHERE source = (SELECT id FROM source WHERE key = ?)",
        arguments: [source.key]
      ) ?? 0
    }
  }

  /// Goes over the events of sources, in the order of the chain.
  ///
  /// - Parameters:
  ///   - sources: The sources.
  ///   - start: The time of the first event, in Unix seconds.
  ///   - body: Takes an event, the place of its source among the sources, and its block's time.
  /// - Throws: ``ChainError/store(_:)``.
  public func forEachEvent(
    of sources: [EventSource],
    from start: UInt64 = 0,
    _ body: (ContractEvent, Int, UInt64) -> Void
  ) throws(ChainError) {
    try read { database in
      var places: [Int64: Int] = [:]
      for (place, source) in sources.enumerated() {
        let id = try Int64.fetchOne(
          database,
          sql: "SELECT id FROM source WHERE key = ?",
          arguments: [source.key]
        )
        if let id { places[id] = place }
      }
      let list = places.keys.sorted().map { "\($0)" }.joined(separator: ",")
      let rows = try Row.fetchCursor(
        database,
        sql: """
          SELECT source, event.block, log, event.hash, account, amount, block.time
          FROM event JOIN block ON number = event.block
          WHERE source IN (\(list)) AND block.time >= \(Int64(clamping: start)) ORDER BY event.block, log, source
          """
      )
      while let row = try rows.next() {
        guard let place = places[row[0]], let transaction = Digest(bytes: row[3] as Data),
          let account = Address(bytes: row[4] as Data), let amount = UInt256(short: row[5] as Data)
        else { throw ChainError.store("an event is not what was stored") }
        let event = ContractEvent(
          block: UInt64(clamping: row[1] as Int64),
          index: UInt64(clamping: row[2] as Int64),
          transaction: transaction,
          account: account,
          amount: amount
        )
        body(event, place, UInt64(clamping: row[6] as Int64))
      }
    }
  }
}

extension UInt256 {
  /// Takes big-endian bytes, at most 32.
  fileprivate init?(short bytes: Data) {
    let padding = [UInt8](repeating: 0, count: Swift.max(0, 32 - bytes.count))
    guard let word = Digest(bytes: padding + bytes) else { return nil }
    self.init(bigEndianWords: word.bigEndianWords)
  }
}
