import EVMTypes
import ForeignDistributions
import MerkleClaims
import TestSupport
import Testing

@Suite struct ClaimsTableTests {
  static let first = "0x0028274b7978a09097b5d092fcc8f514d8acf239"
  static let second = "0x0028274b7978a09097b5d092fcc8f514d8acf23a"

  @Test(
    "A problem is named with its line and column",
    arguments: [
      ("account,amount\nx,1\n", "line 2, column account: x is not an account"),
      (
        "account,amount\n\(first),1\n\(second),1.5\n", "line 3, column amount: 1.5 is not an amount"
      ),
      ("account,amount\n\(first),-1\n", "line 2, column amount: -1 is not an amount"),
      ("account,amount\n\(first),1e3\n", "line 2, column amount: 1e3 is not an amount"),
      ("account,amount\n\(first),\n", "line 2, column amount:  is not an amount"),
      (
        "account,amount\n\(first),0x1\(String(repeating: "0", count: 64))\n",
        "line 2, column amount: 0x1000"
      ),
      ("account,token,amount\n\(first),0x12,1\n", "line 2, column token: 0x12 is not an account"),
      (
        "account,beneficiary,amount\n\(first),,1\n",
        "line 2, column beneficiary:  is not an account"
      ),
      ("index,account,amount\n0x1,\(first),1\n", "line 2, column index: 0x1 is not a number"),
      ("account,network,rpl,eth\n\(first),-,1,1\n", "line 2, column network: - is not a number"),
      ("salt,account,amount\n12,\(first),1\n", "line 2, column salt: 12 is not a salt"),
      (
        "salt,account,amount\n0x12,\(first),1\n0x1234,\(second),1\n",
        "line 3, column salt: 0x1234 is not a salt"
      ),
      ("hash\n0x12\n", "line 2, column hash: 0x12 is not a leaf"),
      ("account,amount\n\(first)\n", "line 2: expected 2 fields as in the header, found 1"),
      ("account,amount\n\n\(first),1,2\n", "line 3: expected 2 fields as in the header, found 3"),
      ("account,amount\n\(first),\"1\n", "line 2"),
      ("account,amount\n\(first),1\u{7}\n", "line 2, column amount"),
      ("account,sum\n\(first),1\n", "line 1: the column sum is not known"),
      (
        "account,address,amount\n\(first),\(first),1\n",
        "line 1: the column address means the same as another one"
      ),
      ("account,account\n", "line 1: the header names the column account twice"),
      ("", "line 1: the file has no header row"),
      (
        "account,amount\n\n0x52908400098527886e0F7030069857D2E4169EE7,1\n",
        "line 3, column account: the EIP-55 checksum is wrong"
      ),
    ]
  )
  func problem(text: String, expected: String) {
    let error = #expect(throws: ForeignFileError.self) {
      try ClaimsTable(parsing: Array(text.utf8))
    }
    #expect(error?.lines.count == 1)
    #expect(error?.description.hasPrefix(expected) == true, "\(String(describing: error))")
  }

  @Test func problemsAreListedUpToFifty() {
    let text = "account,amount\n" + String(repeating: "x,1\n", count: 80)
    let error = #expect(throws: ForeignFileError.self) {
      try ClaimsTable(parsing: Array(text.utf8))
    }
    #expect(error?.lines.count == 50)
    #expect(error?.lines.last?.hasPrefix("line 51, column account: ") == true)
  }

  @Test("Quotes, line ends and empty lines change nothing", arguments: [1, 2, 33])
  func otherSpellings(size: Int) throws {
    let rows = Self.rows(size)
    let plain = try ClaimsTable(parsing: Self.table(rows))
    let quoted = rows.map { row in row.map { "\"\($0)\"" } }
    let tables: [[UInt8]] = [
      Self.table(quoted), Self.table(rows, lineEnd: "\r\n"), Self.table(quoted, lineEnd: "\r\n"),
      Self.table(rows, lineEnd: "\n\n"), [0xEF, 0xBB, 0xBF] + Self.table(rows),
      Self.table(rows).dropLast(),
      Self.table([["\"\(rows[0][0])\""] + rows[0].dropFirst()] + rows.dropFirst()),
    ]
    for bytes in tables { #expect(try ClaimsTable(parsing: bytes).columns == plain.columns) }
    let crlf = try ClaimsTable(parsing: tables[1])
    let other = try ClaimsTable(parsing: tables[2])
    for row in 0..<size {
      #expect(plain.place(ofClaim: row) == "line \(row + 2)")
      #expect(
        crlf.place(ofClaim: row) == "line \(row + 2)"
          && other.place(ofClaim: row) == "line \(row + 2)"
      )
    }
  }

  /// Above a quarter of a megabyte parts are read at the same time, and boundaries fall within lines.
  @Test func partsEqualTheRowsOneByOne() throws {
    let size = 12_000
    let rows = Self.rows(size)
    let bytes = Self.table(rows)
    #expect(bytes.count > 2 << 18)
    let table = try ClaimsTable(parsing: bytes)
    #expect(table.columns.count == size)
    #expect(table.columns.accounts.map(\.description) == rows.map { $0[1] })
    #expect(table.columns.amounts[0].map(\.description) == rows.map { $0[2] })
    #expect(table.columns.indexes == table.columns.rowNumbers)
    for row in [0, 1, size / 2, size - 1] {
      #expect(table.place(ofClaim: row) == "line \(row + 2)")
    }
    let wrong = String(decoding: bytes, as: UTF8.self) + "12000,\(rows[0][1]),x\n"
    let error = #expect(throws: ForeignFileError.self) {
      try ClaimsTable(parsing: Array(wrong.utf8))
    }
    #expect(
      error?.description.hasPrefix("line \(size + 2), column amount: x is not an amount") == true
    )
  }

  @Test func amountsInWholeTokens() throws {
    let text = "account,amount\n\(Self.first),1.5\n\(Self.second),2\n"
    let table = try ClaimsTable(parsing: Array(text.utf8), decimals: 6)
    #expect(table.columns.amounts == [[1_500_000, 2_000_000]])
  }

  private static func rows(_ count: Int) -> [[String]] {
    var generator = SeededGenerator(seed: count)
    return (0..<count).map { ["\($0)", "\(generator.account())", "\(generator.next())"] }
  }

  private static func table(_ rows: [[String]], lineEnd: String = "\n") -> [UInt8] {
    let lines = [["index", "account", "amount"]] + rows
    return Array(lines.map { $0.joined(separator: ",") + lineEnd }.joined().utf8)
  }
}
