import Distribution
import EVMTypes
import FileStore
import ReportDocuments
import TestSupport
import Testing

@Suite struct TableTests {
  /// The terms of a released epoch, which is paid in `usdc` under ruleset 1.
  static func terms() throws -> EpochTerms {
    try InputsDocument(parsing: ReleasedDocumentsTests.document("epochs/1/inputs/epoch.json")).terms
  }

  static let account = "0x1a517b4350D496A03D2766679ee1F801743324a9"

  @Test(
    "Rows of staking that do not read",
    arguments: [
      ("2026-01-01,,stake,\(account),1,r", "line 2, column time", "not a time"),
      (
        "2026-01-01T00:00:00Z,x,stake,\(account),1,r", "line 2, column sequence",
        "expected decimal digits below 2^256"
      ),
      (
        "2026-01-01T00:00:00Z,18446744073709551616,stake,\(account),1,r", "line 2, column sequence",
        "too large"
      ),
      (
        "2026-01-01T00:00:00Z,,Stake,\(account),1,r", "line 2, column action",
        "expected stake or unstake"
      ),
      ("2026-01-01T00:00:00Z,,stake,0x12,1,r", "line 2, column account", "not an account"),
      (
        "2026-01-01T00:00:00Z,,stake,\(account),-1,r", "line 2, column amount",
        "expected decimal digits below 2^256"
      ),
      (
        "2026-01-01T00:00:00Z,,stake,\(account),1.5,r", "line 2, column amount",
        "expected decimal digits below 2^256"
      ),
      (
        "2026-01-01T00:00:00Z,,stake,\(account),01,r", "line 2, column amount",
        "expected decimal digits below 2^256"
      ),
      (
        "2026-01-01T00:00:00Z,,stake,\(account),1", "line 2",
        "expected 6 fields as in the header, found 5"
      ),
    ]
  )
  func stakingRow(row: String, place: String, fact: String) {
    let text = "time,sequence,action,account,amount,reference\n\(row)\n"
    #expect(throws: DocumentError(at: place, fact)) {
      try StakingTable.events(parsing: BytesFile([UInt8](text.utf8)))
    }
  }

  @Test(
    "Amounts of revenue may be negative",
    arguments: [
      ("5", 5, false), ("-5", 5, true), ("0", 0, false),
    ] as [(String, UInt64, Bool)]
  )
  func revenueAmount(text: String, magnitude: UInt64, isNegative: Bool) throws {
    let table = "time,stream,amount,reference,note\n2026-01-01T00:00:00Z,s,\(text),r,\n"
    let entries = try RevenueTable.entries(parsing: [UInt8](table.utf8), under: Self.terms())
    #expect(entries.map(\.amount) == [SignedAmount(UInt256(magnitude), isNegative: isNegative)])
  }

  @Test(
    "Refused as amounts of revenue",
    arguments: ["", "-", "--5", "+5", "5-", "-0.5", "- 5", "1,5"]
  )
  func refusedRevenueAmount(text: String) {
    let table = "time,stream,amount,reference,note\n2026-01-01T00:00:00Z,s,\"\(text)\",r,\n"
    let fact = "expected decimal digits, with a minus sign below zero"
    #expect(throws: DocumentError(at: "line 2, column amount", fact)) {
      try RevenueTable.entries(parsing: [UInt8](table.utf8), under: Self.terms())
    }
  }

  @Test(
    "Other columns are refused",
    arguments: [
      "account,start", "start,account,amount", "account,start,amount,more", "Account,start,amount",
    ]
  )
  func otherColumns(header: String) {
    #expect(throws: DocumentError(at: "line 1", "expected the columns account,start,amount")) {
      try LotsTable.lots(parsing: BytesFile([UInt8]((header + "\n").utf8)))
    }
  }

  @Test func fieldsOfAnyTextRoundTrip() throws {
    let texts = ["a,b", "\"", "x\ny", "é\u{301}", "<b>", " ", ""]
    let entries = texts.enumerated().map { index, text in
      RevenueEntry(
        time: Timestamp(index),
        stream: "s",
        asset: "usdc",
        amount: SignedAmount(.max, isNegative: index.isMultiple(of: 2)),
        reference: "r\(index)\(text)",
        note: text
      )
    }
    let bytes = RevenueTable.bytes(of: entries, under: .v1)
    #expect(try RevenueTable.entries(parsing: bytes, under: Self.terms()) == entries)
  }
}

@Suite struct SiteLayoutTests {
  @Test(
    "The publication that a path belongs to",
    arguments: [
      ("epochs/1/report.json", "1"), ("epochs/20/usdc/claims/0x.json", "20"),
      ("epochs/0/index.html", "0"), ("epochs/4.1/report.json", "4.1"), ("epochs/4.12/a/b", "4.12"),
      ("epochs/1", nil), ("epochs/01/report.json", nil), ("epochs/-1/report.json", nil),
      ("epochs/x/report.json", nil), ("index.html", nil), ("assets/epochs/1/a", nil),
      ("epochs/+1/a", nil), ("epochs/4.0/a", nil), ("epochs/4.01/a", nil), ("epochs/4./a", nil),
      ("epochs/.1/a", nil), ("epochs/4.1.1/a", nil), ("epochs/4.-1/a", nil), ("epochs/4.+1/a", nil),
    ] as [(String, String?)]
  )
  func publication(text: String, name: String?) {
    #expect(SiteLayout.publication(of: RelativePath(text) ?? "none")?.description == name)
  }

  @Test(
    "Content digests are 64 lower-case digits",
    arguments: [
      (String(repeating: "a", count: 64), true), (String(repeating: "A", count: 64), false),
      (String(repeating: "a", count: 63), false), (String(repeating: "a", count: 66), false),
      ("0x" + String(repeating: "a", count: 62), false), (String(repeating: "g", count: 64), false),
    ]
  )
  func contentDigest(text: String, isDigest: Bool) {
    #expect(ContentDigest(text: text)?.description == (isDigest ? text : nil))
  }
}
