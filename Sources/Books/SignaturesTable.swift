import DelimitedText
import EVMTypes
import FileStore
import Signing

/// The table of accounts that stand by publications.
struct SignaturesTable: Sendable {
  /// The file.
  let path: RelativePath
  /// Its rows.
  let rows: [StatementSignature]

  private static let columns = ["publication", "account", "signature"]

  /// Reads the table, and logs what does not fit.
  init(
    _ path: RelativePath,
    from store: some FileStore,
    log: ProblemLog
  ) throws(BooksError) {
    self.path = path
    guard let bytes = try Books.read(path.description, from: store, log: log),
      let reader = LedgerReader(bytes, mapping: .fixed(path), log: log)
    else {
      self.rows = []
      return
    }
    guard reader.table.columns == Self.columns else {
      reader.problem(1, nil, "expected the columns \(Self.columns.joined(separator: ","))")
      self.rows = []
      return
    }
    var rows: [StatementSignature] = []
    for row in reader.table.rows {
      guard let signature = Self.signature(row, reader) else { continue }
      if rows.contains(where: { $0.isOfSame(signature) }) {
        reader.problem(row.line, "account", "the account has a row for this publication already")
      }
      rows.append(signature)
    }
    self.rows = rows
  }

  private static func signature(_ row: DelimitedRow, _ reader: LedgerReader) -> StatementSignature?
  {
    let publication = reader.read(row, 0) { text throws(TextFact) in
      let parts = text.split(separator: ".", omittingEmptySubsequences: false).map { Int($0) }
      guard let epoch = parts[0], epoch >= 0, let correction = parts.count == 1 ? 0 : parts[1],
        parts.count < 3, correction >= 0,
        text == (parts.count == 1 ? "\(epoch)" : "\(epoch).\(correction)"),
        parts.count == 1 || correction > 0
      else { throw TextFact("expected an epoch such as 4, or a correction such as 4.1") }
      return (epoch, correction)
    }
    let account = reader.read(row, 1, LedgerReader.account)
    let signature = reader.read(row, 2) { text throws(TextFact) in
      do {
        return try EthereumSignature(text: text)
      } catch {
        throw TextFact("\(error)")
      }
    }
    guard let publication, let account, let signature else { return nil }
    return StatementSignature(
      account: account,
      signature: signature,
      epoch: publication.0,
      correction: publication.1,
      line: row.line
    )
  }
}

extension StatementSignature {
  /// Whether both are of one account and one publication.
  fileprivate func isOfSame(_ other: StatementSignature) -> Bool {
    account == other.account && epoch == other.epoch && correction == other.correction
  }
}

extension Books {
  /// The accounts that stand by a publication.
  ///
  /// - Parameters:
  ///   - epoch: The publication's epoch.
  ///   - correction: The number of the correction; 0 for the epoch itself.
  ///   - statement: The bytes of its `statement.json`.
  /// - Returns: The signatures, by account.
  /// - Throws: ``BooksError/problems(_:)`` with the rows of signatures that do not hold.
  public func signatures(
    of epoch: Int,
    correction: Int,
    statement: [UInt8]
  ) throws(BooksError) -> [StatementSignature] {
    guard let signatures else { return [] }
    let rows = signatures.rows.filter { $0.epoch == epoch && $0.correction == correction }
    let message = StatementSignature.message(for: statement)
    let log = ProblemLog()
    for row in rows
    where row.signature.signer(ofPersonalMessage: [UInt8](message.utf8)) != row.account {
      log.add(
        BookProblem(
          file: signatures.path.description,
          line: row.line,
          place: "column signature",
          fact: "the account has not signed the text \"\(message)\""
        )
      )
    }
    guard log.isEmpty else { throw .problems(log.collected) }
    return rows.sorted { $0.account < $1.account }
  }
}
