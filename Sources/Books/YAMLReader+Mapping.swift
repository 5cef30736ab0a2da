import Distribution
import FileStore

extension YAMLReader {
  static let sharedKeys = ["file", "where", "time", "amount", "reference"]

  /// A staking ledger's mapping.
  var stakingMapping: StakingMapping? {
    allow(Self.sharedKeys + ["account", "action", "sequence"])
    let ledger = ledgerMapping
    let account = required("account")?.column
    let action = required("action")?.source
    let sequence = optional("sequence").map(\.sequenceColumns) ?? []
    guard let ledger, let account, let action, let sequence else { return nil }
    return StakingMapping(
      ledger: ledger,
      accountColumn: account,
      action: action,
      sequenceColumns: sequence
    )
  }

  var ledgerMapping: LedgerMapping? { ledgerMapping(amount: "amount", isNamed: true) }

  /// The parts that all ledgers share; the amount may have another name, and rows need not have references.
  func ledgerMapping(amount amountKey: String, isNamed: Bool) -> LedgerMapping? {
    let file = required("file")?.bookPath
    let filters = optional("where").map(\.filters) ?? []
    let time = required("time")?.timeMapping
    let amount = required(amountKey)?.amountMapping
    let reference = isNamed ? required("reference")?.referenceColumns : []
    guard let file, let filters, let time, let amount, let reference, let privateColumns
    else { return nil }
    return LedgerMapping(
      file: file,
      filters: filters,
      timeColumn: time.column,
      timePattern: time.pattern,
      amountColumn: amount.column,
      isBaseUnits: amount.isBaseUnits,
      allowsSeparators: amount.allowsSeparators,
      referenceColumns: reference,
      privateColumns: privateColumns
    )
  }

  var bookPath: RelativePath? {
    guard let word else { return nil }
    guard let path = RelativePath(word), PublishedText.characterProblem(in: word) == nil else {
      problem("not a path inside the books' folder; write it as ledgers/revenue.csv")
      return nil
    }
    return path
  }

  private var filters: [LedgerMapping.Filter]? {
    guard let members else { return nil }
    var filters: [LedgerMapping.Filter] = []
    for (key, value) in members {
      guard let items = value.items else { return nil }
      let words = items.compactMap(\.word)
      guard words.count == items.count else { return nil }
      filters.append(LedgerMapping.Filter(column: key, values: words))
    }
    return filters
  }

  /// `{ column: NAME }` alone.
  var column: String? { column(refusing: Self.refusedPrivacy) }

  /// The same, with what is said of keys that are refused.
  func column(refusing facts: [String: String]) -> String? {
    allow(["column"], refusing: facts)
    return required("column")?.word
  }

  /// A column of text for people, which may be private.
  var textColumn: String? {
    allow(["column", "private"])
    return required("column")?.word
  }

  var source: LedgerMapping.Source? {
    allow(["value", "column", "values"], refusing: Self.refusedPrivacy)
    return uncheckedSource
  }

  /// A source of text for people, which may be private where it stands in a column.
  var textSource: LedgerMapping.Source? {
    allow(["value", "column", "values", "private"])
    if optional("value") != nil, let place = optional("private") {
      place.problem(
        "a text that is the same for every row cannot be private; name a column, or leave it out"
      )
    }
    return uncheckedSource
  }

  private var uncheckedSource: LedgerMapping.Source? {
    if let value = optional("value") {
      guard optional("column") == nil, optional("values") == nil else {
        problem("state a value or a column, not both")
        return nil
      }
      return value.word.map { .fixed($0) }
    }
    guard let column = required("column")?.word else { return nil }
    guard let values = optional("values") else { return .column(column, values: nil) }
    guard let members = values.members else { return nil }
    var translations: [LedgerMapping.Translation] = []
    for (key, value) in members {
      guard let word = value.word else { return nil }
      translations.append(LedgerMapping.Translation(from: key, to: word))
    }
    return .column(column, values: translations)
  }

  private var timeMapping: (column: String, pattern: TimePattern)? {
    allow(["column", "pattern", "zone"], refusing: Self.refusedPrivacy)
    guard let column = required("column")?.word else { return nil }
    let name = optional("pattern").map(\.word) ?? "rfc3339"
    guard let name else { return nil }
    if name == "rfc3339" || name == "unix" {
      if let zone = optional("zone") { zone.problem("a time written as \(name) has its own zone") }
      return (column, name == "unix" ? .unix : .rfc3339)
    }
    guard let zone = required("zone"), let text = zone.word else { return nil }
    guard let offset = TimePattern.offset(ofZone: text) else {
      zone.problem("not a zone; write UTC, or an offset such as +02:00")
      return nil
    }
    guard let pattern = TimePattern(pattern: name, offset: offset) else {
      optional("pattern")?
        .problem("not a pattern; write rfc3339, unix, or one such as YYYY-MM-DD hh:mm:ss")
      return nil
    }
    return (column, pattern)
  }

  private var amountMapping: (column: String, isBaseUnits: Bool, allowsSeparators: Bool)? {
    allow(["column", "unit", "separators"], refusing: Self.refusedPrivacy)
    let column = required("column")?.word
    let unit = optional("unit")
    let unitName = unit.map(\.word) ?? "whole"
    let separators = optional("separators").map(\.truth) ?? false
    guard let unitName, unitName == "whole" || unitName == "base" else {
      if unitName != nil { unit?.problem("expected whole or base") }
      return nil
    }
    guard let column, let separators else { return nil }
    return (column, unitName == "base", separators)
  }

  /// The column of a number, or those of a block's number and of a log's place in it.
  private var sequenceColumns: [String]? {
    guard let columns = optional("columns") else { return column.map { [$0] } }
    allow(["columns"], refusing: Self.refusedPrivacy)
    guard let items = columns.items else { return nil }
    let words = items.compactMap(\.word)
    guard items.count == 2 else {
      columns.problem("name two columns: the block's number, and the log's place in the block")
      return nil
    }
    return words.count == 2 ? words : nil
  }

  private var referenceColumns: [String]? {
    allow(["column", "columns", "private"])
    guard let columns = optional("columns") else {
      return required("column")?.word.map { [$0] }
    }
    guard optional("column") == nil else {
      problem("state column or columns, not both")
      return nil
    }
    guard let items = columns.items else { return nil }
    let words = items.compactMap(\.word)
    guard !words.isEmpty else {
      columns.problem("name at least one column")
      return nil
    }
    return words.count == items.count ? words : nil
  }
}
