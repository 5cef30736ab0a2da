import ContractEvents
public import EVMTypes
import HTTPTransfer

/// A node that is asked over JSON-RPC.
///
/// What fails for a moment (no connection, 429, 5xx, half an answer) is asked again, later each time. Requests are
/// sent many at once where the node takes that. Not for several threads at once.
///
/// - Source: JSON-RPC 2.0; Ethereum JSON-RPC specification (execution-apis), namespace `eth`.
public final class ChainConnection {
  private let url: NodeURL
  private let transfer: Transfer
  /// How often a request is sent again.
  let retryCount: Int
  /// How many requests are sent at once.
  private var batchLimit = 100
  /// How many times something was sent.
  public private(set) var postCount = 0
  /// How many requests were sent.
  public private(set) var requestCount = 0
  /// How many bytes came back.
  public private(set) var byteCount = 0

  private static let answerByteLimit = 256_000_000
  private static let stallSeconds = 30
  private static let answerSeconds = 120
  private static let longestPause = 30_000

  /// Prepares to ask a node; nothing is sent yet.
  ///
  /// - Parameters:
  ///   - url: The node.
  ///   - agent: What is said of the reader, such as `revshare/0.1.0`.
  ///   - retryCount: How often a request is sent again before it has failed.
  ///   - authorities: A file of certificates to trust in the place of the system's; `nil` for the system's.
  /// - Throws: ``ChainError/noAnswer(request:fact:)`` where the library for connections does not work.
  public init(
    to url: NodeURL,
    agent: String,
    retryCount: Int = 6,
    authorities: String? = nil
  ) throws(ChainError) {
    let transfer = Transfer(
      stallSeconds: Self.stallSeconds,
      agent: agent,
      authorities: authorities,
      contentType: "application/json"
    )
    guard let transfer else {
      throw .noAnswer(request: "\(url)", fact: "libcurl cannot be used on this machine")
    }
    self.url = url
    self.transfer = transfer
    self.retryCount = retryCount
  }

  /// Asks which chain the node is of.
  ///
  /// - Returns: The chain's number.
  /// - Throws: ``ChainError``.
  public func chainID() throws(ChainError) -> UInt64 {
    try result(of: .chainID) { result throws(RPCProblem) in try result.quantity("the chain") }
  }

  /// Asks for a block.
  ///
  /// - Parameter name: The block.
  /// - Returns: What is known of it.
  /// - Throws: ``ChainError``.
  public func header(_ name: RPCRequest.BlockName) throws(ChainError) -> BlockHeader {
    guard let header = try headers([name])[0] else {
      throw .wrongAnswer(request: "\(RPCRequest.header(name))", fact: "no such block")
    }
    return header
  }

  /// Asks what a function of a contract gives.
  ///
  /// - Parameters:
  ///   - contract: The contract.
  ///   - data: The function's selector and its arguments.
  ///   - block: At which block.
  /// - Returns: What it gives; `nil` where the call fails.
  /// - Throws: ``ChainError``.
  public func call(
    _ contract: Address,
    _ data: [UInt8],
    at block: RPCRequest.BlockName
  ) throws(ChainError) -> [UInt8]? {
    let request = RPCRequest.call(to: contract, data: data, at: block)
    guard case .result(let body, let position) = try answers(to: [request])[0] else { return nil }
    return try read(request) { () throws(RPCProblem) in
      var result = RPCResult(body, at: position)
      return try result.bytes("the result")
    }
  }

  /// Asks whether there is a contract at an address.
  ///
  /// - Parameters:
  ///   - contract: The address.
  ///   - block: At which block.
  /// - Returns: Whether there is one.
  /// - Throws: ``ChainError``.
  public func hasCode(
    _ contract: Address,
    at block: RPCRequest.BlockName
  ) throws(ChainError) -> Bool {
    try !result(of: .code(of: contract, at: block)) { result throws(RPCProblem) in
      try result.bytes("the program")
    }.isEmpty
  }

  /// Asks for blocks; `nil` for one that the node does not have.
  func headers(_ names: [RPCRequest.BlockName]) throws(ChainError) -> [BlockHeader?] {
    let requests = names.map { RPCRequest.header($0) }
    var headers: [BlockHeader?] = []
    for (name, answer) in zip(names, try answers(to: requests)) {
      headers.append(try header(answer, name))
    }
    return headers
  }

  /// Reads the answer to a request for a block; `nil` where the node has none.
  func header(
    _ answer: RPCAnswer,
    _ name: RPCRequest.BlockName
  ) throws(ChainError) -> BlockHeader? {
    let request = RPCRequest.header(name)
    guard case .result(let body, let position) = answer else { throw refusal(answer, of: request) }
    let header: BlockHeader? = try read(request) { () throws(RPCProblem) in
      var result = RPCResult(body, at: position)
      return try result.isNull() ? nil : try result.header()
    }
    if case .number(let number) = name, let header, header.number != number {
      throw .wrongAnswer(request: "\(request)", fact: "it is block \(header.number)")
    }
    return header
  }

  /// What a refusal says.
  func refusal(_ answer: RPCAnswer, of request: RPCRequest) -> ChainError {
    guard case .error(let code, let message) = answer else {
      return .wrongAnswer(request: "\(request)", fact: "a result")
    }
    return .refused(request: "\(request)", code: code, message: url.redacted(message))
  }

  /// Sends requests, as many at once as the node takes.
  ///
  /// - Parameter requests: The requests.
  /// - Returns: The answers, in their order.
  /// - Throws: ``ChainError``.
  func answers(to requests: [RPCRequest]) throws(ChainError) -> [RPCAnswer] {
    var answers: [RPCAnswer] = []
    while answers.count < requests.count {
      let part = requests[answers.count...].prefix(batchLimit)
      let body = part.enumerated().map { $1.body(id: $0) }.joined(separator: ",")
      let got = try self.answers(
        to: part.count == 1 ? body : "[\(body)]",
        count: part.count,
        named: part.count == 1
          ? "\(part[part.startIndex])" : "\(part[part.startIndex]) and \(part.count - 1) more"
      )
      if got.count < part.count {
        // One answer for all of them: this node does not take as many, or only one at a time.
        batchLimit = max(1, part.count / 10)
        continue
      }
      answers += got
    }
    return answers
  }

  private func answers(
    to body: String,
    count: Int,
    named name: String
  ) throws(ChainError) -> [RPCAnswer] {
    var attempt = 0
    while true {
      if Task.isCancelled { throw .cancelled }
      postCount += 1
      requestCount += count
      let fact: String
      var pause: Int?
      let (outcome, received) = transfer.request(
        url.text,
        sending: Array(body.utf8),
        byteLimit: Self.answerByteLimit,
        milliseconds: 1_000 * Self.answerSeconds
      )
      byteCount += received
      switch outcome {
      case .answer(status: 200, let body):
        do {
          let answers = try RPCAnswer.answers(in: body, count: count)
          guard let limit = answers.lazy.compactMap(\.rateLimit).first else { return answers }
          fact = limit
        } catch {
          fact = error.fact
        }
      case .answer(let status, let body):
        if count > 1, status == 413 || status == 400 { return [] }
        let isPassing = status == 408 || status == 425 || status == 429 || status >= 500
        pause = transfer.retryAfterSeconds
        // Some nodes say what is wrong in the body of a failure.
        if !isPassing, let answers = try? RPCAnswer.answers(in: body, count: count) {
          return answers
        }
        fact = "status \(status)"
        guard isPassing else { throw .noAnswer(request: name, fact: "\(url) answers with \(fact)") }
      case .tooLarge: return [.error(code: 0, message: "over \(Self.answerByteLimit) bytes")]
      case .redirect(let status, _):
        fact = "status \(status) leads elsewhere, which is not followed"
      case .encoded: fact = "an encoding that was not asked for"
      case .unreachable(let cause), .broken(let cause), .failed(let cause): fact = cause
      }
      attempt += 1
      guard attempt <= retryCount else {
        throw .noAnswer(
          request: name,
          fact: "\(url): \(url.redacted(fact)), \(attempt) time\(attempt == 1 ? "" : "s")"
        )
      }
      try Pause.wait(
        milliseconds: min(
          Self.longestPause,
          pause.map { 1_000 * min($0, Self.longestPause / 1_000) } ?? 250 << min(attempt, 7)
        )
      )
    }
  }

  private func result<Value>(
    of request: RPCRequest,
    _ take: (inout RPCResult) throws(RPCProblem) -> Value
  ) throws(ChainError) -> Value {
    let answer = try answers(to: [request])[0]
    guard case .result(let body, let position) = answer else { throw refusal(answer, of: request) }
    return try read(request) { () throws(RPCProblem) in
      var result = RPCResult(body, at: position)
      return try take(&result)
    }
  }

  /// Names the request in what is wrong with its answer.
  func read<Value>(
    _ request: RPCRequest,
    _ take: () throws(RPCProblem) -> Value
  ) throws(ChainError) -> Value {
    do {
      return try take()
    } catch {
      throw .wrongAnswer(request: "\(request)", fact: error.fact)
    }
  }
}

@available(*, unavailable)
extension ChainConnection: Sendable {}
