import ContractEvents
import EVMTypes
import GRDB
import GRDBSQLite

/// Inserts blocks and events one after the other, without a value for each of their parts: most of what storing a long
/// history takes.
@safe struct RangeInsertion {
  private let blocks: OpaquePointer
  private let events: OpaquePointer

  /// Prepares to insert.
  init(into database: Database) throws {
    unsafe self.blocks = try database.cachedStatement(
      sql: "INSERT INTO block (number, hash, time) VALUES (?, ?, ?) ON CONFLICT DO NOTHING"
    ).sqliteStatement
    unsafe self.events = try database.cachedStatement(
      sql: "INSERT INTO event (source, block, log, hash, account, amount) VALUES (?, ?, ?, ?, ?, ?)"
    ).sqliteStatement
  }

  /// Inserts a block, unless it is there.
  ///
  /// - Parameter block: The block.
  /// - Throws: `DatabaseError`.
  func insert(_ block: StoredBlock) throws {
    unsafe sqlite3_reset(blocks)
    unsafe sqlite3_bind_int64(blocks, 1, Int64(block.number))
    unsafe bind(block.hash.bigEndianWords, from: 0, to: 2, of: blocks)
    unsafe sqlite3_bind_int64(blocks, 3, Int64(block.time))
    unsafe try run(blocks)
  }

  /// Inserts an event.
  ///
  /// - Parameters:
  ///   - event: The event.
  ///   - source: Its source's number in the store.
  /// - Throws: `DatabaseError`.
  func insert(_ event: ContractEvent, of source: Int64) throws {
    unsafe sqlite3_reset(events)
    unsafe sqlite3_bind_int64(events, 1, source)
    unsafe sqlite3_bind_int64(events, 2, Int64(event.block))
    unsafe sqlite3_bind_int64(events, 3, Int64(event.index))
    unsafe bind(event.transaction.bigEndianWords, from: 0, to: 4, of: events)
    let account = event.account.abiWords
    unsafe bind((account.0, account.1, account.2, account.3), from: 12, to: 5, of: events)
    let amount = event.amount.bigEndianWords
    unsafe bind(amount, from: event.amount.leadingZeroBitCount / 8, to: 6, of: events)
    unsafe try run(events)
  }

  private func run(_ statement: OpaquePointer) throws {
    let code = unsafe sqlite3_step(statement)
    unsafe sqlite3_reset(statement)
    guard code == SQLITE_DONE else { throw DatabaseError(resultCode: ResultCode(rawValue: code)) }
  }

  /// Binds the last bytes of four big-endian words.
  private func bind(
    _ words: (UInt64, UInt64, UInt64, UInt64),
    from start: Int,
    to parameter: Int32,
    of statement: OpaquePointer
  ) {
    let bytes = (words.0.bigEndian, words.1.bigEndian, words.2.bigEndian, words.3.bigEndian)
    unsafe withUnsafeBytes(of: bytes) { bytes in
      let rest = unsafe UnsafeRawBufferPointer(rebasing: bytes[start...])
      // An empty blob, not NULL, where nothing is left.
      _ = unsafe sqlite3_bind_blob(
        statement,
        parameter,
        bytes.baseAddress.map { unsafe $0 + start },
        Int32(rest.count),
        Self.copied
      )
    }
  }

  /// Says that the library copies what it is given (`SQLITE_TRANSIENT`).
  private static var copied: sqlite3_destructor_type? {
    unsafe unsafeBitCast(-1, to: sqlite3_destructor_type?.self)
  }
}
