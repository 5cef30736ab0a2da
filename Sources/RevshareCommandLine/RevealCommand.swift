import ArgumentParser
import Books
import LocalFileStore
import Publishing
import ReportDocuments

struct RevealCommand: ContextCommand {
  static let configuration = CommandConfiguration(
    commandName: "reveal",
    abstract: "Print private values with their salts, for an auditor who may know them.",
    discussion: """
      Prints JSON with the values of one row (--table and --reference), or of all rows of an epoch (--epoch). \
      Whoever is given it can see with `revshare verify FILE --site SITE` that these are the values that were \
      published; the values of other rows stay hidden. Nothing is sent anywhere.
      """
  )

  @OptionGroup var books: BooksOptions

  @Option(help: ArgumentHelp("The folder of the published site.", valueName: "folder"))
  var site = "site"

  @Option(help: ArgumentHelp("The epoch.", valueName: "number"))
  var epoch: Int?

  @Option(
    help: ArgumentHelp(
      "The table: \(CommittedTable.allCases.map(\.rawValue).joined(separator: ", ")).",
      valueName: "name"
    )
  )
  var table: String?

  @Option(
    help: ArgumentHelp(
      "The row's reference in the ledger; of a rate its asset and time, such as eur:2026-07-01T00:00:00Z.",
      valueName: "text"
    )
  )
  var reference: String?

  @Option(help: ArgumentHelp("Only this column: reference, note or source.", valueName: "name"))
  var column: String?

  func validate() throws {
    guard epoch != nil || reference != nil else {
      throw ValidationError("name a row with --table and --reference, or an epoch with --epoch")
    }
    if reference != nil, table == nil { throw ValidationError("name the row's table with --table") }
    if let table, CommittedTable(rawValue: table) == nil {
      throw ValidationError("there is no table \(table)")
    }
    let columns = CommittedTable.allCases.flatMap(\.columns)
    if let column, !columns.contains(column) {
      throw ValidationError("there is no private column \(column)")
    }
  }

  func run(in context: CommandContext) throws(CommandFailure) {
    let values = try books.read(in: context, keepsPrivateValues: true).privateValues
      .filter { value in
        value.table == table ?? value.table && value.column == column ?? value.column
          && reference.map { value.row.utf8.elementsEqual($0.utf8) } ?? true
      }
    guard !values.isEmpty else {
      throw CommandFailure(
        .inputMissing,
        "revshare: \(books.books): the ledgers have no such private value"
      )
    }
    let disclosed: [DisclosedValue]
    do {
      disclosed = try self.disclosed(values, in: LocalFileStore(root: context.path(site)), context)
    } catch {
      throw CommandFailure(error)
    }
    guard !disclosed.isEmpty else {
      throw CommandFailure(
        .inputMissing,
        "revshare: \(site): the commitments of these values are not published here; the epoch may not be, "
          + "or it was published with another secret"
      )
    }
    context.print(DisclosureDocument(disclosed).bytes)
  }

  /// The values that are published, by epoch, table, publication, line and column.
  private func disclosed(
    _ values: [PrivateValue],
    in store: LocalFileStore,
    _ context: CommandContext
  ) throws(EvidenceError) -> [DisclosedValue] {
    guard let site = try PublishedSite.read(from: store) else { return [] }
    var disclosed: [DisclosedValue] = []
    for number in site.epochNumbers where number == epoch ?? number {
      let published = try PublishedCommitments(ofEpoch: number, of: site, in: store)
      var found: [(place: PublishedCommitments.Place, value: DisclosedValue)] = []
      for value in values {
        guard let table = CommittedTable(rawValue: value.table) else { continue }
        let commitment = "\(value.commitment)"
        let places = published.places(of: commitment, in: table, column: value.column)
        guard let place = places.first else { continue }
        let opened = DisclosedValue(
          epoch: number,
          table: table,
          column: value.column,
          commitment: commitment,
          salt: value.salt,
          value: value.value
        )
        found.append((place, opened))
      }
      for table in CommittedTable.allCases {
        let rows = found.filter { $0.value.table == table }
        // Of one line the reference stands before the note, as in the table.
        let order = table.columns
        disclosed += rows.sorted { left, right in
          if left.place != right.place { return left.place < right.place }
          return order.firstIndex(of: left.value.column) ?? 0
            < order.firstIndex(of: right.value.column) ?? 0
        }.map(\.value)
      }
      let isWhole = reference == nil && table == nil && column == nil
      if isWhole, found.count < published.count {
        context.printError(
          "revshare: epoch \(number) has \(published.count - found.count) more commitments, which are not of "
            + "values in these ledgers with this secret"
        )
      }
    }
    return disclosed
  }
}
