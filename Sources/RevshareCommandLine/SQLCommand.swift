import ArgumentParser
import Books
import Distribution
import WeightQueries

struct SQLCommand: ContextCommand {
  static let configuration = CommandConfiguration(
    commandName: "sql",
    abstract: "Print the query that computes an epoch's stake-time in another engine.",
    discussion: """
      The query gives, from a table of stake events, amount x seconds for each holder and multiplier step, exactly. \
      Its first lines say how the table is made and how weights follow; the multiplication by factors is left to \
      the reader, since engines overflow or turn to floating point there. Epochs with a linear multiplier have no \
      such query. docs/scale.md goes through it.
      """
  )

  @OptionGroup var books: BooksOptions

  @Option(help: ArgumentHelp("The engine: \(SQLDialect.allNames).", valueName: "name"))
  var dialect: String

  @Option(help: ArgumentHelp("The epoch's number.", valueName: "number"))
  var epoch: Int

  func run(in context: CommandContext) throws(CommandFailure) {
    guard let dialect = SQLDialect(rawValue: dialect) else {
      throw CommandFailure(
        .usage,
        "revshare: no queries for \(dialect); there are some for \(SQLDialect.allNames)"
      )
    }
    let books = try books.read(in: context)
    guard let setting = books.settings.epochs.first(where: { $0.epoch.number == epoch }) else {
      throw CommandFailure(.inputMissing, "revshare: the books have no epoch \(epoch)")
    }
    let start = books.firstEpochOfWeights(in: epoch)
    let first = books.settings.epochs.first?.epoch.number
    if let given = books.firstGivenEpoch, start >= given, start != first {
      throw CommandFailure(
        .usage,
        "revshare: in epoch \(start) the order of withdrawals changed, and its weights are given, so that nobody says which "
          + "stakes stood when it began"
      )
    }
    do throws(WeightQueryError) {
      let query = try WeightQuery(
        of: setting.epoch,
        weighting: books.weighting(in: epoch),
        exclusions: books.settings.exclusions(in: epoch),
        since: start,
        given: books.firstGivenEpoch,
        dialect: dialect
      )
      context.print(Array(query.text.utf8))
    } catch {
      throw CommandFailure(.usage, "revshare: \(error)")
    }
  }
}

extension SQLDialect {
  fileprivate static var allNames: String { allCases.map(\.rawValue).joined(separator: ", ") }
}
