import GRDB
import Synchronization

/// What was read from the chain: events by source, the blocks that they are in, and how far each source was read.
///
/// An SQLite database. Each range of blocks is added, and each replaced one taken back, in one transaction, so that the
/// process may end at any time.
public final class ChainStore: Sendable {
  /// The chain.
  public let chain: UInt64
  let database: DatabaseQueue
  /// What went wrong with a range that was added.
  let failure = Mutex<String?>(nil)

  /// "rvsh".
  private static let applicationID = 0x7276_7368
  private static let version = 1

  /// Opens a store.
  ///
  /// - Parameters:
  ///   - path: The file.
  ///   - chain: The chain that it has to be of; `nil` for any.
  ///   - isReadOnly: Whether it is only read; else it is made where there is none.
  /// - Throws: ``ChainError/store(_:)``.
  public init(at path: String, chain: UInt64?, isReadOnly: Bool) throws(ChainError) {
    var configuration = Configuration()
    // Not read-only for the database itself: it may have to undo what an end has cut off.
    if isReadOnly {
      configuration.prepareDatabase { try $0.execute(sql: "PRAGMA query_only = 1") }
    }
    configuration.busyMode = .timeout(10)
    let found: Int64?
    do {
      self.database = try DatabaseQueue(path: path, configuration: configuration)
      if !isReadOnly, let chain { try Self.prepare(database, chain) }
      found = try database.read { database in
        let id = try Int.fetchOne(database, sql: "PRAGMA application_id")
        let version = try Int.fetchOne(database, sql: "PRAGMA user_version")
        guard id == Self.applicationID, version == Self.version else {
          if id == 0, try Self.isEmpty(database) { throw ChainError.emptyStore(path) }
          return nil
        }
        return try Int64.fetchOne(database, sql: "SELECT number FROM chain")
      }
    } catch let error as ChainError {
      throw error
    } catch {
      let fact = "\(path): \(Self.fact(error))"
      throw !isReadOnly && Self.isOfWriting(error) ? .cannotStore(fact) : .store(fact)
    }
    guard let found else { throw .store("\(path): not a store of this version of revshare") }
    self.chain = UInt64(bitPattern: found)
    if let chain, chain != self.chain {
      throw .store("\(path): of chain \(self.chain), the books are of chain \(chain); move it away")
    }
  }

  private static func prepare(_ database: DatabaseQueue, _ chain: UInt64) throws {
    try database.writeWithoutTransaction { database in
      try database.execute(sql: "PRAGMA synchronous = FULL")
      guard try isEmpty(database), try Int.fetchOne(database, sql: "PRAGMA application_id") == 0
      else { return }
      try database.inTransaction {
        try database.execute(
          sql: """
            CREATE TABLE chain (number INTEGER NOT NULL);
            CREATE TABLE source (
              id INTEGER PRIMARY KEY, key TEXT NOT NULL UNIQUE, first INTEGER NOT NULL, next INTEGER NOT NULL
            );
            CREATE TABLE block (number INTEGER PRIMARY KEY, hash BLOB NOT NULL, time INTEGER NOT NULL);
            CREATE TABLE event (
              source INTEGER NOT NULL REFERENCES source, block INTEGER NOT NULL REFERENCES block,
              log INTEGER NOT NULL, hash BLOB NOT NULL, account BLOB NOT NULL, amount BLOB NOT NULL,
              PRIMARY KEY (source, block, log)
            ) WITHOUT ROWID;
            CREATE TABLE ending (time INTEGER PRIMARY KEY, block INTEGER NOT NULL REFERENCES block);
            PRAGMA application_id = \(applicationID);
            PRAGMA user_version = \(version);
            """
        )
        try database.execute(
          sql: "INSERT INTO chain VALUES (?)",
          arguments: [Int64(bitPattern: chain)]
        )
        return .commit
      }
    }
  }

  /// Whether the database has no table: what an end before the first transaction leaves.
  private static func isEmpty(_ database: Database) throws -> Bool {
    try Int.fetchOne(database, sql: "SELECT COUNT(*) FROM sqlite_schema") == 0
  }

  /// Reads the database.
  func read<Value>(_ work: (Database) throws -> Value) throws(ChainError) -> Value {
    do {
      return try database.read(work)
    } catch {
      throw .store("\(database.path): \(Self.fact(error))")
    }
  }

  /// Changes the database in one transaction.
  func write<Value>(_ work: (Database) throws -> Value) throws(ChainError) -> Value {
    do {
      return try database.write(work)
    } catch {
      throw .cannotStore("\(database.path): \(Self.fact(error))")
    }
  }

  private static func isOfWriting(_ error: any Error) -> Bool {
    guard let code = (error as? DatabaseError)?.resultCode else { return false }
    return [.SQLITE_FULL, .SQLITE_IOERR, .SQLITE_READONLY, .SQLITE_CANTOPEN].contains(code)
  }

  static func fact(_ error: any Error) -> String {
    guard let error = error as? DatabaseError else { return "\(error)" }
    return error.message ?? "\(error.resultCode)"
  }
}
