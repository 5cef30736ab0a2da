import DelimitedText
public import FileStore
public import ReportDocuments
import Signing

/// Where commitments of private values stand in the inputs of a published epoch, and of its corrections.
public struct PublishedCommitments: Sendable {
  /// A line that holds a commitment.
  public struct Place: Sendable, Hashable, Comparable {
    /// The epoch, or the correction of it.
    public let publication: PublicationName
    /// The line of the table, from 1.
    public let line: Int

    /// By publication, then by line.
    public static func < (left: Place, right: Place) -> Bool {
      left.publication == right.publication
        ? left.line < right.line : left.publication < right.publication
    }
  }

  private struct Commitment: Hashable {
    let table: CommittedTable
    let column: String
    let text: String
  }

  private var places: [Commitment: [Place]] = [:]

  /// How many different ones there are, those that stand in `refunds` and name another row apart.
  public var count: Int { places.count }

  /// Reads the tables of an epoch's inputs, as it was published first and as each correction has them.
  ///
  /// - Parameters:
  ///   - number: The epoch's number.
  ///   - site: What the site holds.
  ///   - store: The published site.
  /// - Throws: ``EvidenceError``, with the file.
  public init(
    ofEpoch number: Int,
    of site: PublishedSite,
    in store: some FileStore
  ) throws(EvidenceError) {
    for name in site.publications.filter({ $0.epoch == number }).sorted() {
      try read(name, in: store)
    }
  }

  private mutating func read(
    _ name: PublicationName,
    in store: some FileStore
  ) throws(EvidenceError) {
    for table in CommittedTable.allCases {
      let path = SiteLayout.folder(of: name).appending(table.path)
      let bytes: [UInt8]
      do {
        bytes = try store.read(path)
      } catch {
        // Ruleset 1 has fewer tables.
        if case .notFound = error { continue }
        throw EvidenceError(path: path, fact: "cannot be read: \(error)")
      }
      try read(bytes, of: table, of: name, path)
    }
  }

  private mutating func read(
    _ bytes: [UInt8],
    of table: CommittedTable,
    of name: PublicationName,
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
        let commitment = Commitment(table: table, column: column, text: row.fields[place])
        places[commitment, default: []].append(Place(publication: name, line: row.line))
      }
    }
  }

  /// The lines that hold a commitment.
  ///
  /// - Parameters:
  ///   - commitment: The commitment as it is published.
  ///   - table: The table.
  ///   - column: The column.
  /// - Returns: The lines, in the order of publications; none where the commitment stands nowhere.
  public func places(
    of commitment: String,
    in table: CommittedTable,
    column: String
  ) -> [Place] {
    places[Commitment(table: table, column: column, text: commitment)] ?? []
  }
}
