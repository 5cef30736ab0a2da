import StrictJSON

/// What a node answers to one request.
enum RPCAnswer: Sendable {
  /// The result, by its place in the body.
  case result(body: [UInt8], position: Int)
  /// The node refuses.
  case error(code: Int, message: String)

  /// What a node says that has been asked too often; `nil` for any other answer.
  var rateLimit: String? {
    guard case .error(let code, let message) = self else { return nil }
    let words = message.lowercased()
    let isLimit =
      code == 429
      || (code == -32_005 || code == -32_029 || code == -32_097)
        && (words.contains("rate") || words.contains("request count")
          || words.contains("too many requests"))
    return isLimit ? message : nil
  }

  /// Reads the answers of a body.
  ///
  /// - Parameters:
  ///   - body: The body.
  ///   - count: How many requests there were, with the identifiers from 0 on.
  /// - Returns: The answers in the order of the requests, or the one error that the node answers all of them with.
  /// - Throws: ``RPCProblem``.
  static func answers(in body: [UInt8], count: Int) throws(RPCProblem) -> [RPCAnswer] {
    var reader = JSONReader(body)
    var answers = [RPCAnswer?](repeating: nil, count: count)
    var single: (id: Int?, answer: RPCAnswer?)?
    var isOfOthers = false
    do throws(JSONError) {
      if try reader.kind() == .array {
        try reader.enter()
        while try reader.hasNext() {
          let (id, answer) = try answer(&reader, body)
          if let id, answers.indices.contains(id), answers[id] == nil {
            answers[id] = answer
          } else {
            isOfOthers = true
          }
        }
      } else {
        single = try answer(&reader, body)
      }
    } catch {
      throw RPCProblem("not JSON: \(error)")
    }
    guard reader.isAtEnd() else { throw RPCProblem("more than one JSON document") }
    if let single {
      if case .error? = single.answer, let answer = single.answer, count > 1 || single.id == nil {
        return [answer]
      }
      guard count == 1, single.id == 0, let answer = single.answer else {
        throw RPCProblem("not an answer to what was asked")
      }
      return [answer]
    }
    guard !isOfOthers else { throw RPCProblem("answers to what was not asked") }
    let all = answers.compactMap { $0 }
    guard all.count == count else {
      throw RPCProblem("\(count - all.count) of \(count) answers are missing")
    }
    return all
  }

  private static func answer(
    _ reader: inout JSONReader,
    _ body: [UInt8]
  ) throws(JSONError) -> (id: Int?, answer: RPCAnswer?) {
    var id: Int?
    var answer: RPCAnswer?
    try reader.enter()
    while try reader.hasNext() {
      let key = try reader.key()
      switch reader.string(of: key) {
      case "id":
        guard try reader.kind() == .number else {
          try reader.skip()
          continue
        }
        id = Int(String(decoding: body[try reader.number()], as: UTF8.self))
      case "result":
        if case .error? = answer {
          try reader.skip()
        } else {
          _ = try reader.kind()
          answer = .result(body: body, position: reader.position)
          try reader.skip()
        }
      case "error":
        if let error = try error(&reader, body) { answer = error }
      default: try reader.skip()
      }
    }
    return (id, answer)
  }

  /// The member `error`; `nil` where it is `null`.
  private static func error(
    _ reader: inout JSONReader,
    _ body: [UInt8]
  ) throws(JSONError) -> RPCAnswer? {
    guard try reader.kind() == .object else {
      let isNull = try reader.kind() == .word
      try reader.skip()
      return isNull ? nil : .error(code: 0, message: "no reason")
    }
    var code = 0
    var message = "no reason"
    try reader.enter()
    while try reader.hasNext() {
      let key = reader.string(of: try reader.key())
      switch (key, try reader.kind()) {
      case ("code", .number):
        code = Int(String(decoding: body[try reader.number()], as: UTF8.self)) ?? 0
      case ("message", .string): message = try reader.string()
      default: try reader.skip()
      }
    }
    return .error(code: code, message: message)
  }
}
