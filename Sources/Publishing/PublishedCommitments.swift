import DelimitedText
public import FileStore
public import ReportDocuments
import Signing

/// Where commitments of private values stand in the inputs of a published epoch.
public struct PublishedCommitments: Sendable {
  private struct Place: Hashable {
    let table: CommittedTable
    let column: String
    let commitment: String
  }

  private var lines: [Place: Int] = [:]

  /// How many there are, those that stand in `refunds` and name another row apart.
  public var count: Int { lines.count }

  /// Reads the tables of an epoch's inputs.
  ///
  /// - Parameters:
  ///   - number: The epoch's number.
  ///   - store: The published site.
  /// - Throws: ``EvidenceError``, with the file.
  public init(ofEpoch number: Int, in store: some FileStore) throws(EvidenceError) {
    for table in CommittedTable.allCases {
      let path = SiteLayout.epoch(number).appending(table.path)
      let bytes: [UInt8]
      do {
        bytes = try store.read(path)
      } catch {
        // Ruleset 1 has fewer tables.
        if case .notFound = error { continue }
        throw EvidenceError(path: path, fact: "cannot be read: \(error)")
      }
      try read(bytes, of: table, path)
    }
  }

  private mutating func read(
    _ bytes: [UInt8],
    of table: CommittedTable,
    _ path: RelativePath
  ) throws(EvidenceError) {
    let rows: DelimitedTable
    do {
      rows = try DelimitedTable(parsing: bytes)
    } catch {
      throw EvidenceError(path: path, fact: "line \(error.line): \(error.description)")
    }
    for column in table.columns {
      guard let place = rows.index(ofColumn: column) else { continue }
      for row in rows.rows where ValueCommitment.isWritten(in: row.fields[place]) {
        lines[Place(table: table, column: column, commitment: row.fields[place])] = row.line
      }
    }
  }

  /// The line that holds a commitment.
  ///
  /// - Parameters:
  ///   - commitment: The commitment as it is published.
  ///   - table: The table.
  ///   - column: The column.
  /// - Returns: The line, from 1; `nil` where none does.
  public func line(of commitment: String, in table: CommittedTable, column: String) -> Int? {
    lines[Place(table: table, column: column, commitment: commitment)]
  }
}
