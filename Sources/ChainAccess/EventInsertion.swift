import ContractEvents
import EVMTypes
import GRDB
import GRDBSQLite

/// Inserts events one after the other, without a value for each of their parts: most of what storing a long history takes.
@safe struct EventInsertion {
  private let statement: OpaquePointer

  /// Takes a statement whose six parameters are source, block, log, transaction, account and amount.
  init(_ statement: OpaquePointer) {
    unsafe self.statement = statement
  }

  /// Inserts an event.
  ///
  /// - Parameters:
  ///   - event: The event.
  ///   - source: Its source's number in the store.
  /// - Throws: `DatabaseError`.
  func insert(_ event: ContractEvent, of source: Int64) throws {
    unsafe sqlite3_reset(statement)
    unsafe sqlite3_bind_int64(statement, 1, source)
    unsafe sqlite3_bind_int64(statement, 2, Int64(event.block))
    unsafe sqlite3_bind_int64(statement, 3, Int64(event.index))
    bind(event.transaction.bigEndianWords, from: 0, to: 4)
    let account = event.account.abiWords
    bind((account.0, account.1, account.2, account.3), from: 12, to: 5)
    let amount = event.amount.bigEndianWords
    bind(amount, from: event.amount.leadingZeroBitCount / 8, to: 6)
    let code = unsafe sqlite3_step(statement)
    unsafe sqlite3_reset(statement)
    guard code == SQLITE_DONE else { throw DatabaseError(resultCode: ResultCode(rawValue: code)) }
  }

  /// Binds the last bytes of four big-endian words.
  private func bind(
    _ words: (UInt64, UInt64, UInt64, UInt64),
    from start: Int,
    to parameter: Int32
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
