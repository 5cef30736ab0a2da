import Distribution
import EVMTypes
import ReportDocuments
import TestSupport
import Testing

@Suite struct VotesTableTests {
  static let first = "0x1111111111111111111111111111111111111111"
  static let second = "0x2222222222222222222222222222222222222222"
  static let third = "0x3333333333333333333333333333333333333333"

  @Test func tableOfVotes() throws {
    let table = """
      voter,choice,power
      \(Self.first),2,0.000000000000000000000000000000000001
      \(Self.second),1:3|3:1.5,25177522.19316251
      \(Self.third),10:0|12:1,0

      """
    let ballots = try VotesTable.ballots(parsing: [UInt8](table.utf8))
    #expect(
      ballots == [
        Ballot(
          voter: Address(repeating: 0x11),
          selection: .choice(2),
          power: ExactDecimal(units: 1)
        ),
        Ballot(
          voter: Address(repeating: 0x22),
          selection: .weighted([
            ChoiceWeight(choice: 1, weight: try ExactDecimal(text: "3")),
            ChoiceWeight(choice: 3, weight: try ExactDecimal(text: "1.5")),
          ]),
          power: try ExactDecimal(text: "25177522.19316251")
        ),
        Ballot(
          voter: Address(repeating: 0x33),
          selection: .weighted([
            ChoiceWeight(choice: 10, weight: .zero),
            ChoiceWeight(choice: 12, weight: try ExactDecimal(text: "1")),
          ]),
          power: .zero
        ),
      ]
    )
    #expect(VotesTable.bytes(of: ballots) == [UInt8](table.utf8))
    #expect(VotesTable.bytes(of: ballots.reversed()) == [UInt8](table.utf8))
  }

  @Test func weightsAreWrittenInTheOrderOfChoices() throws {
    let one = try ExactDecimal(text: "1")
    let ballot = Ballot(
      voter: Address(repeating: 0x11),
      selection: .weighted([
        ChoiceWeight(choice: 11, weight: one), ChoiceWeight(choice: 2, weight: one),
      ]),
      power: one
    )
    let text = String(decoding: VotesTable.bytes(of: [ballot]), as: UTF8.self)
    #expect(text == "voter,choice,power\n\(Self.first),2:1|11:1,1\n")
  }

  @Test func tableWithoutVotes() throws {
    #expect(try VotesTable.ballots(parsing: VotesTable.bytes(of: [])) == [])
  }

  @Test(
    "Choices that do not read",
    arguments: [
      "", "0", "01", "-1", "+1", "1.0", "2147483648", "99999999999999999999", "1:", ":1", "1:1:1",
      "1:1|", "|1:1", "1:1|1:2", "3:1|1:1", "1:01", "1:1.0", "1:1e2", "1:-1", "1 :1", "a", "1;2",
    ]
  )
  func refusedChoice(text: String) {
    #expect(
      throws: DocumentError(
        at: "line 2, column choice",
        "expected a choice such as 2, or weights of choices such as 1:3|3:1.5"
      )
    ) { try Self.ballots("\(Self.first),\(text),1") }
  }

  @Test(
    "Powers that do not read",
    arguments: ["", "-1", "+1", "1.0", "01", "1e2", ".5", "5.", "1,5", "0.0", "1.50", "x", "∞"]
  )
  func refusedPower(text: String) {
    #expect(
      throws: DocumentError(
        at: "line 2, column power",
        "expected a decimal without superfluous zeros"
      )
    ) { try Self.ballots("\(Self.first),1,\"\(text)\"") }
  }

  @Test func votersOutOfOrderAndTwice() {
    let error = DocumentError(at: "line 3, column voter", "the voters are not in order")
    #expect(throws: error) { try Self.ballots("\(Self.second),1,1\n\(Self.first),1,1") }
    #expect(throws: error) { try Self.ballots("\(Self.first),1,1\n\(Self.first),2,1") }
  }

  private static func ballots(_ rows: String) throws -> [Ballot] {
    try VotesTable.ballots(parsing: [UInt8]("voter,choice,power\n\(rows)\n".utf8))
  }
}
