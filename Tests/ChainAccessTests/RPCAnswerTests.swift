import Testing

@testable import ChainAccess

@Suite struct RPCAnswerTests {
  @Test func answersStandInTheOrderOfRequests() throws {
    let body = #"[{"id":1,"result":"0x2"},{"jsonrpc":"2.0","result":"0x1","id":0}]"#
    let answers = try RPCAnswer.answers(in: Array(body.utf8), count: 2)
    #expect(try answers.map(Self.quantity) == [1, 2])
  }

  @Test(
    "What answers something else is refused",
    arguments: [
      "", "{", "[]", "null", #"[{"id":0,"result":1}]"#,
      #"[{"id":0,"result":1},{"id":0,"result":1}]"#,
      #"[{"id":0,"result":1},{"id":2,"result":1}]"#, #"{"id":0,"result":"0x1"}"#,
      #"[{"id":0,"result":1},{"id":1,"result":1}] x"#, #"[{"id":0,"result":1},{"id":1}]"#,
      #"[{"id":"0","result":1},{"id":1,"result":1}]"#,
    ]
  )
  func refused(body: String) {
    #expect(throws: RPCProblem.self) { try RPCAnswer.answers(in: Array(body.utf8), count: 2) }
  }

  @Test func oneErrorForAll() throws {
    let body = #"{"id":null,"error":{"code":-32600,"message":"no batches"}}"#
    let answers = try RPCAnswer.answers(in: Array(body.utf8), count: 2)
    guard case .error(-32600, "no batches") = answers.first, answers.count == 1 else {
      Issue.record("\(answers)")
      return
    }
  }

  @Test(
    "Quantities are hexadecimal, with 0x, and fit",
    arguments: [
      (#""0x0""#, UInt64?(0)), (#""0xff""#, 255), (#""0x0001""#, 1), (#""0x""#, nil),
      (#""12""#, nil),
      ("12", nil), (#""0xg""#, nil), (#""0X1""#, nil), ("null", nil),
      (#""0x8000000000000000""#, nil),
      (#""0x1\#(String(repeating: "0", count: 64))""#, nil),
    ]
  )
  func quantity(text: String, number: UInt64?) {
    var result = RPCResult(Array(text.utf8), at: 0)
    let found = try? result.quantity("it")
    #expect(found == number)
  }

  private static func quantity(_ answer: RPCAnswer) throws -> UInt64 {
    guard case .result(let body, let position) = answer else { throw RPCProblem("an error") }
    var result = RPCResult(body, at: position)
    return try result.quantity("it")
  }
}
