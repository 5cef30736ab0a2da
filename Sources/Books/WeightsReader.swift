import DelimitedText
import Distribution
import EVMTypes
import FileStore

/// Reads the stake × time that an epoch's weights are given by, and logs what does not fit.
///
/// Rows may stand in any order.
struct WeightsReader {
  private let setting: WeightsSetting
  /// How many steps the epoch's multiplier has; `nil` where that is not known.
  private let stepCount: Int?
  private let excluded: Set<Address>
  private let log: ProblemLog

  static let columns = ["account", "step", "amount_seconds"]

  init(_ setting: WeightsSetting, stepCount: Int?, excluded: Set<Address>, log: ProblemLog) {
    self.setting = setting
    self.stepCount = stepCount
    self.excluded = excluded
    self.log = log
  }

  /// The sums, by account, then by step.
  func sums(from store: some FileStore) throws(BooksError) -> [StakeSum] {
    guard let bytes = try Books.read(setting.file.description, from: store, log: log) else {
      return []
    }
    let rows: DelimitedRows
    do {
      rows = try DelimitedRows(parsing: bytes)
    } catch {
      log.add(
        BookProblem(
          file: setting.file.description,
          line: error.line,
          place: "",
          fact: error.description
        )
      )
      return []
    }
    guard let reader = LedgerReader(header: rows, mapping: .fixed(setting.file), log: log) else {
      return []
    }
    guard rows.columns == Self.columns else {
      reader.problem(1, nil, "expected the columns \(Self.columns.joined(separator: ","))")
      return []
    }
    return plainSums(bytes, from: rows.offset) ?? carefulSums(rows, reader)
  }

  /// The sums of a table whose rows are plain and ascend; `nil` where one has to be read as text.
  private func plainSums(_ bytes: [UInt8], from start: Int) -> [StakeSum]? {
    var sums: [StakeSum] = []
    var scanner = PlainRowScanner(bytes, start..<bytes.count)
    while true {
      switch scanner.next() {
      case .end: return sums
      case .notPlain: return nil
      case .row:
        let fields = scanner.fields
        guard fields.count == Self.columns.count,
          let account = try? Address(text: bytes[fields[0]]),
          let step = UInt256(decimal: bytes[fields[1]])?.asUInt64.flatMap(Int.init(exactly:)),
          let amountSeconds = UInt256(decimal: bytes[fields[2]])
        else { return nil }
        let sum = StakeSum(account: account, step: step, amountSeconds: amountSeconds)
        guard isRight(sum), sums.last.map({ $0 < sum }) ?? true else { return nil }
        sums.append(sum)
      }
    }
  }

  private func isRight(_ sum: StakeSum) -> Bool {
    (0...(stepCount ?? .max)).contains(sum.step) && !sum.amountSeconds.isZero
      && !excluded.contains(sum.account)
  }

  private func carefulSums(_ header: DelimitedRows, _ reader: LedgerReader) -> [StakeSum] {
    var (rows, sums, lines) = (header, [StakeSum](), LineRuns())
    while let next = rows.next() {
      switch next {
      case .failure(let error):
        reader.problem(error.line, error.field.map { rows.columns[$0] }, error.description)
      case .success(let row):
        guard let sum = sum(row, reader) else { continue }
        sums.append(sum)
        lines.append(row.line)
      }
    }
    let places = sums.indices.sorted { (sums[$0], $0) < (sums[$1], $1) }
    for (left, right) in zip(places, places.dropFirst()) where !(sums[left] < sums[right]) {
      let sum = sums[right]
      reader.problem(
        lines[right],
        "account",
        "\(sum.account) has step \(sum.step) in line \(lines[left]) too; add them up into one row"
      )
    }
    return places.map { sums[$0] }
  }

  private func sum(_ row: DelimitedRow, _ reader: LedgerReader) -> StakeSum? {
    let account = reader.read(row, 0) { text throws(TextFact) in
      let account = try LedgerReader.account(text)
      guard !excluded.contains(account) else {
        throw TextFact(
          "\(account) is excluded in epoch \(setting.epoch); remove the row, or make the query again"
        )
      }
      return account
    }
    let step = reader.read(row, 1, step)
    let amountSeconds = reader.read(row, 2, Self.amountSeconds)
    guard let account, let step, let amountSeconds else { return nil }
    return StakeSum(account: account, step: step, amountSeconds: amountSeconds)
  }

  private func step(_ text: String) throws(TextFact) -> Int {
    guard let step = UInt256(decimal: text.utf8)?.asUInt64.flatMap(Int.init(exactly:)) else {
      throw "expected the number of a step in decimal digits"
    }
    guard let stepCount, step > stepCount else { return step }
    throw TextFact(
      stepCount == 0
        ? "stake counts once at any age in epoch \(setting.epoch), all of it in step 0"
        : "the multiplier of epoch \(setting.epoch) has the steps 0 to \(stepCount)"
    )
  }

  private static func amountSeconds(_ text: String) throws(TextFact) -> UInt256 {
    guard let sum = UInt256(decimal: text.utf8) else {
      throw "expected base units x seconds: decimal digits below 2^256, without point or exponent"
    }
    guard !sum.isZero else { throw "a row of nothing; remove it" }
    return sum
  }
}
