import ContractEvents
public import EVMTypes

/// Which logs are asked for.
public struct LogQuery: Sendable, Hashable {
  /// The contracts, in order.
  public let contracts: [Address]
  /// What the topics may be, by place; `nil` for anything.
  public let topics: [[Digest]?]
  /// The first block.
  public var first: UInt64
  /// The last block.
  public var last: UInt64

  /// The query as a parameter of `eth_getLogs`.
  var parameter: String {
    let contracts = contracts.map { "\"\($0)\"" }.joined(separator: ",")
    let topics = topics.map { choices in
      guard let choices else { return "null" }
      return "[" + choices.map { "\"\($0)\"" }.joined(separator: ",") + "]"
    }
    return """
      {"fromBlock":"\(RPCRequest.BlockName.number(first).text)",\
      "toBlock":"\(RPCRequest.BlockName.number(last).text)",\
      "address":[\(contracts)],"topics":[\(topics.joined(separator: ","))]}
      """
  }

  /// Whether a log is one of those that were asked for.
  func includes(_ log: ContractLog) -> Bool {
    guard first <= log.block, log.block <= last, contracts.contains(log.contract),
      log.topics.count >= topics.count
    else { return false }
    return zip(topics, log.topics).allSatisfy { choices, topic in choices?.contains(topic) ?? true }
  }
}
