import Distribution
import EVMTypes
import FileStore
import TestSupport
import Testing

@testable import Books

/// Rows that are read from their bytes, and the same rows read as text.
@Suite struct StakingReaderTests {
  struct Reading: Equatable {
    let events: [StakeEvent]
    let lines: [Int]
    let problems: [BookProblem]
  }

  static let token = Token(symbol: "OP", name: "Opur", decimals: 18, contract: nil)

  private func reading(
    _ text: [UInt8],
    _ mapping: StakingMapping,
    plain: Bool
  ) throws -> Reading {
    let log = ProblemLog()
    var ledger = StakingLedger()
    if plain {
      let store = MemoryFileStore(bytes: [mapping.ledger.file.description: text])
      try Books.read(mapping, token: Self.token, into: &ledger, store, log)
    } else {
      var reader = try StakingReader(
        BytesFile(text),
        mapping: mapping,
        token: Self.token,
        log: log
      )
      ledger.begin(mapping.ledger)
      try reader?.readCarefully(into: &ledger)
    }
    return Reading(
      events: Array(StakeEvents(ledger.columns)),
      lines: (0..<ledger.lines.count).map { ledger.lines[$0] },
      problems: log.collected.problems
    )
  }

  private func expectAgreement(_ text: [UInt8], _ mapping: StakingMapping) throws -> Reading {
    let fast = try reading(text, mapping, plain: true)
    #expect(try fast == reading(text, mapping, plain: false))
    return fast
  }

  @Test("A ledger of several windows is read as one", arguments: 0..<3)
  func manyWindows(seed: Int) throws {
    var generator = SeededGenerator(seed: seed)
    var text = [UInt8]("time,sequence,action,account,amount,reference\n".utf8)
    var (lines, line): ([Int], Int) = ([], 2)
    var wrong: [Int] = []
    while text.count < 3_000_000 {
      let account = "0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed"
      let start = "2024-02-29T00:00:00Z,\(line),stake,\(account),1"
      let end = ",\(String(repeating: "r", count: 200))\(line)\n"
      switch Int.random(in: 0..<5_000, using: &generator) {
      case 0: text += "\"\(start.prefix(20))\"\(start.dropFirst(20))\(end)".utf8
      case 1:
        // A row of 401 lines, and two empty ones.
        text += "\(start),\"\(String(repeating: "a\n", count: 400))\"\n\n\n".utf8
        lines.append(line)
        line += 403
        continue
      case 2 where wrong.isEmpty:
        text += "\(start),\(String(repeating: "a", count: 2_300_000))\n".utf8
        wrong.append(line)
        line += 1
        continue
      case 3..<40: text += "\(start),\(String(repeating: "b", count: 9_000))\(line)\n".utf8
      default: text += (start + end).utf8
      }
      lines.append(line)
      line += 1
    }
    if seed.isMultiple(of: 2) { text.removeLast() }
    let found = try expectAgreement(text, .sample())
    #expect(found.lines == lines)
    #expect(found.problems.map(\.line) == wrong)
    let sequences = lines.map(UInt64.init)
    #expect(found.events.map(\.sequence) == sequences)
  }

  @Test func plainRows() throws {
    let text = """
      time,sequence,action,account,amount,reference
      2024-02-29T23:59:59Z,3,stake,0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed,1250.5,a
      1970-01-01T00:00:00Z,,unstake,0x00000000000000000000000000000000000000ff,0.000000000000000001,b
      \(String(repeating: "\n", count: 80))
      """
    let found = try expectAgreement([UInt8](text.utf8), .sample())
    #expect(found.problems.isEmpty && found.lines == [2, 3])
    // 29 February 2024 was the 19,782nd day after 1970-01-01.
    #expect(found.events.map(\.time.unixSeconds) == [19_782 * 86_400 + 86_399, 0])
    #expect(found.events.map(\.amount) == [UInt256("1250500000000000000000"), 1])
    #expect(found.events.map(\.sequence) == [3, nil])
    #expect(found.events.map(\.action) == [.stake, .unstake])
    #expect(found.events.map(\.reference) == ["a", "b"])
    #expect(
      found.events[0].account.description == "0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed"
    )
  }

  @Test("A wrong checksum is found among plain rows", arguments: [1, 3])
  func wrongChecksum(count: Int) throws {
    let right = "2024-02-29T23:59:59Z,,stake,0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed,1,a"
    let wrong = "2024-02-29T23:59:59Z,,stake,0x5AAeb6053F3E94C9b9A09f33669435E7Ef1BeAed,1,b"
    let rows = [right] + Array(repeating: wrong, count: count) + [right]
    let text =
      "time,sequence,action,account,amount,reference\n" + rows.joined(separator: "\n")
      + String(repeating: "\n", count: 100)
    let found = try expectAgreement([UInt8](text.utf8), .sample())
    #expect(found.problems.map(\.line) == Array(3..<(3 + count)))
    #expect(found.problems.allSatisfy { $0.place == "column account" })
    #expect(found.lines == [2, count + 3])
  }

  @Test("Both ways agree on changed ledgers", arguments: 0..<400)
  func changedLedgers(seed: Int) throws {
    var generator = SeededGenerator(seed: seed)
    let mapping = StakingMapping.random(&generator)
    var text = Self.ledger(mapping, &generator)
    for _ in 0..<Int.random(in: 0...4, using: &generator) { Self.change(&text, &generator) }
    _ = try expectAgreement(text, mapping)
  }

  private static func ledger(
    _ mapping: StakingMapping,
    _ generator: inout SeededGenerator
  ) -> [UInt8] {
    let end = Bool.random(using: &generator) ? "\n" : "\r\n"
    var text = Bool.random(using: &generator) ? "\u{FEFF}" : ""
    text += "time,sequence,action,account,amount,reference" + end
    let accounts = (0..<4).map { _ in generator.account().description }
    for number in 0..<Int.random(in: 0...12, using: &generator) {
      let seconds = UInt64.random(in: 0...4_000_000_000, using: &generator)
      let time = Timestamp(unixSeconds: seconds)?.description ?? ""
      let account = accounts.randomElement(using: &generator) ?? ""
      var fields = [
        mapping.ledger.timePattern == .unix ? "\(seconds)" : time,
        ["", "1", "007", "18446744073709551615"].randomElement(using: &generator) ?? "",
        ["stake", "unstake", "Deposit", "other"].randomElement(using: &generator) ?? "",
        Bool.random(using: &generator) ? account : account.lowercased(),
        amounts.randomElement(using: &generator) ?? "",
        "R-\(number)",
      ]
      let place = Int.random(in: 0..<12, using: &generator)
      if place < 6 { fields[place] = "\"\(fields[place])\"" }
      text += fields.joined(separator: ",") + end
      if Int.random(in: 0..<8, using: &generator) == 0 { text += end }
    }
    // Rows near the end of a file are always read carefully.
    if Bool.random(using: &generator) { text += String(repeating: end, count: 120) }
    return [UInt8](text.utf8)
  }

  private static let amounts = [
    "1", "0", "12345678901234567890", "0.5", "1250.000000000000000001", "1.0000000000000000001",
    ".5", "5.", "00012", "99999999999999999999", "99999999999999999999.9", "1e5", "-1", "+1",
    "340282366920938463463374607431768211456", "",
  ]

  private static func change(_ text: inout [UInt8], _ generator: inout SeededGenerator) {
    let special = [UInt8]("\",\n\r\t=+-@.:;0aAxZT\u{7F} é".utf8) + [0, 0xFF]
    let place = Int.random(in: 0..<text.count, using: &generator)
    let byte = special.randomElement(using: &generator) ?? 0
    switch Int.random(in: 0..<3, using: &generator) {
    case 0: text[place] = byte
    case 1: text.insert(byte, at: place)
    default: text.remove(at: place)
    }
  }
}

extension StakingMapping {
  /// A mapping of a ledger whose columns have the names of their meanings.
  static func sample(
    timePattern: TimePattern = .rfc3339,
    isBaseUnits: Bool = false,
    action: LedgerMapping.Source = .column("action", values: nil),
    references: [String] = ["reference"],
    filters: [LedgerMapping.Filter] = [],
    sequence: String? = "sequence"
  ) -> StakingMapping {
    StakingMapping(
      ledger: LedgerMapping(
        file: "staking.csv",
        filters: filters,
        timeColumn: "time",
        timePattern: timePattern,
        amountColumn: "amount",
        isBaseUnits: isBaseUnits,
        allowsSeparators: false,
        referenceColumns: references
      ),
      accountColumn: "account",
      action: action,
      sequenceColumns: sequence.map { [$0] } ?? []
    )
  }

  static func random(_ generator: inout SeededGenerator) -> StakingMapping {
    let actions: [LedgerMapping.Source] = [
      .column("action", values: nil), .fixed("stake"), .fixed("other"),
      .column(
        "action",
        values: [.init(from: "Deposit", to: "stake"), .init(from: "other", to: "unstake")]
      ),
    ]
    let patterns = [
      TimePattern.rfc3339, .unix, TimePattern(pattern: "YYYY-MM-DDThh:mm:ssZ", offset: 3_600),
    ]
    return sample(
      timePattern: (patterns.randomElement(using: &generator) ?? nil) ?? .rfc3339,
      isBaseUnits: Bool.random(using: &generator),
      action: actions.randomElement(using: &generator) ?? .fixed("stake"),
      references: [["reference"], ["reference", "sequence"], ["time", "account"]]
        .randomElement(using: &generator) ?? ["reference"],
      filters: Bool.random(using: &generator)
        ? [] : [.init(column: "action", values: ["stake", "Deposit"])],
      sequence: Bool.random(using: &generator) ? "sequence" : nil
    )
  }
}
