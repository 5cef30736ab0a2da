import EVMTypes
import ForeignDistributions
import MerkleClaims
import TestSupport
import Testing

/// Shapes and traps of published files.
@Suite struct FileShapeTests {
  static let first = "0x0028274b7978a09097b5d092fcc8f514d8acf239"
  static let second = "0x0028274b7978a09097b5d092fcc8f514d8acf23a"
  static let token = "0xa6dc8f6ce9a7ffb585dbb4c4d91d4ce65cc43fc8"

  @Test(
    "Fractions are read with the token's decimals alone",
    arguments: [
      (#""1.5""#, 6, "1500000"), ("1.5", 6, "1500000"),
      (#""3.000000000000000001""#, 18, "3000000000000000001"),
      (#""2""#, 6, "2000000"), (#""0.1""#, 1, "1"), (#""7""#, 0, "7"),
    ]
  )
  func fractions(json: String, decimals: Int, expected: String) throws {
    let text = #"{"\#(Self.first)":\#(json)}"#
    let distribution = try PublishedFile.distribution(text: text, decimals: decimals)
    #expect(distribution.columns.amounts[0].map(\.description) == [expected])
  }

  @Test(
    "Not a number of whole tokens",
    arguments: [#""1.5000001""#, #"".5""#, #""1.""#, #""1.2.3""#, #""1e3""#, #""-1.5""#]
  )
  func refusedFractions(json: String) {
    #expect(throws: ForeignFileError.self) {
      try PublishedFile.distribution(text: #"{"\#(Self.first)":\#(json)}"#, decimals: 6)
    }
  }

  @Test func whiteSpaceWithinHashesIsPassedOver() throws {
    let text = try PublishedFile.text("figures/uniswap.json")
      .replacing(first: #"["0x"#, with: #"[" 0x "#).replacing(first: #"f0"]"#, with: #"f0\n"]"#)
      .replacing(first: #"Root":"0x6aabb8d7"#, with: #"Root":"0x6aab b8d7"#)
    let verdict = DistributionVerdict(of: try PublishedFile.distribution(text: text))
    #expect(verdict.isReproduced && verdict.culprits.isEmpty)
  }

  @Test func theZeroAddressIsAnAccount() throws {
    let zero = "0x" + String(repeating: "0", count: 40)
    let distribution = try PublishedFile.distribution(
      text: #"{"\#(zero)":"1","\#(Self.first)":"0"}"#
    )
    #expect(distribution.columns.accounts.first == .zero)
    #expect(distribution.columns.amounts[0] == [1, 0])
    #expect(distribution.remarks.isEmpty)
  }

  @Test func severalTreesStandInOneFile() throws {
    let root = Digest(keccak256Of: [1]).description
    let tree = { (token: String, amount: String) in
      #"{"symbol":"A","address":"\#(token)","merkle":{"\#(Self.first)":{"index":0,"amount":"\#(amount)","proof":[]}},"#
        + #""root":"\#(root)","total":"\#(amount)"}"#
    }
    let text = "[\(tree(Self.token, "1")),\(tree(Self.second, "2"))]"
    let file = try ForeignFile(parsing: Array(text.utf8))
    #expect(
      file.distributions.map { $0.columns.tokens.map { "\($0)".lowercased() } } == [
        [Self.token], [Self.second],
      ]
    )
    #expect(file.distributions.map { $0.columns.amounts[0] } == [[1], [2]])
    #expect(file.distributions.map(\.statedTotal) == [1, 2])
    #expect(
      file.distributions.allSatisfy { $0.remarks.isEmpty && $0.statedRoot?.description == root }
    )
  }

  @Test(
    "What explains a claim is no claim",
    arguments: ["breakdown", "reasons", "details", "metaData"]
  )
  func explanations(name: String) throws {
    let text = #"{"claims":{"\#(Self.first)":{"\#(name)":{"\#(Self.token)":"5"},"amount":"7"}}}"#
    let columns = try PublishedFile.distribution(text: text).columns
    #expect(columns.count == 1 && columns.amounts[0] == [7])
  }

  @Test func accountsWithinAClaimAreNoClaims() throws {
    let text =
      #"{"claims":{"\#(Self.first)":{"programs":{"\#(Self.token)":"5","\#(Self.second)":"6"},"amount":"7"}}}"#
    let columns = try PublishedFile.distribution(text: text).columns
    #expect(columns.count == 1 && columns.amounts[0] == [7])
  }

  @Test func jsonLinesAreRows() throws {
    let line = { (account: String, amount: String) in
      #"{"earner":"\#(account)","token":"\#(Self.token)","cumulative_amount":"\#(amount)"}"#
    }
    let text = line(Self.first, "1") + "\n" + line(Self.second, "2") + "\n"
    let distribution = try PublishedFile.distribution(text: text)
    #expect(distribution.columns.count == 2 && distribution.columns.tokens.count == 2)
    #expect(distribution.place(ofClaim: 1).hasPrefix("line 2, column 1: "))
  }

  @Test func scriptOutputStatesTheRootInEachRow() throws {
    let distribution = try PublishedFile.distribution("figures/murky.json")
    #expect(distribution.columns.count == 4)
    let root = Digest(
      text: "0xb696ac9ecf49e0efb14edcad75ae292115739a8ec97d6e3fbf279668405f310b".utf8
    )
    #expect(distribution.statedRoot == root)
    let text = try PublishedFile.text("figures/murky.json").replacing(
      first: "0xb696ac9e",
      with: "0xc696ac9e"
    )
    #expect(try PublishedFile.distribution(text: text).statedRoot == nil)
  }

  @Test func rootMayBeAnObject() throws {
    let root = Digest(keccak256Of: [1]).description
    let text =
      #"{"root":{"merkleRoot":"\#(root.dropFirst(2))","totalAmount":"9","epoch":7},"#
      + #""leaves":[{"address":"\#(Self.first)","amount":"9"}]}"#
    let distribution = try PublishedFile.distribution(text: text)
    #expect(distribution.statedRoot?.description == root && distribution.statedTotal == 9)
  }

  @Test func wrongChecksumsAreRemarkedAndRightOnesAreNot() throws {
    let text =
      #"{"0x0028274B7978a09097B5D092FCc8F514d8Acf239":"1","0x52908400098527886e0F7030069857D2E4169EE7":"2"}"#
    let remarks = try PublishedFile.distribution(text: text).remarks
    #expect(remarks.count == 1)
    #expect(remarks.first?.hasSuffix("checksum is wrong") == true)
    let upper = #"{"0x52908400098527886E0F7030069857D2E4169EE7":"1"}"#
    #expect(try PublishedFile.distribution(text: upper).remarks.isEmpty)
  }

  @Test(
    "All problems are listed with their places, up to fifty",
    arguments: [1, 3, 49, 50, 51, 80]
  )
  func problems(count: Int) throws {
    let rows = (0..<count).map { place in
      let digits = String(place, radix: 16)
      let account = "0x" + String(repeating: "0", count: 40 - digits.count) + digits
      return #"  "\#(account)": "x\#(place)""#
    }
    let text = "{\n" + rows.joined(separator: ",\n") + "\n}\n"
    let error = #expect(throws: ForeignFileError.self) {
      try ForeignFile(parsing: Array(text.utf8))
    }
    let expected = (0..<min(count, 50)).map {
      "line \($0 + 2), column 49: x\($0) is not a number that can be read in one way"
    }
    #expect(error?.lines == expected)
  }

  @Test(
    "Not JSON, or no claims",
    arguments: ["{", "[1,]", "{}", "[]", "null", #"{"a":1}"#, "nonsense", "{} x"]
  )
  func noFile(text: String) {
    #expect(throws: ForeignFileError.self) { try ForeignFile(parsing: Array(text.utf8)) }
  }
}
