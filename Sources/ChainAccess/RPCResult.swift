import ContractEvents
import EVMTypes
import StrictJSON

/// Reads results, member by member; whatever is not as the specification says is refused.
struct RPCResult {
  private var reader: JSONReader

  init(_ body: [UInt8], at position: Int) {
    self.reader = JSONReader(body, at: position)
  }

  /// Whether the result is `null`.
  mutating func isNull() throws(RPCProblem) -> Bool {
    try json { reader throws(JSONError) in
      guard try reader.kind() == .word else { return false }
      return reader.bytes[reader.position] == UInt8(ascii: "n")
    }
  }

  /// A quantity of at most 64 bits.
  mutating func quantity(_ name: String) throws(RPCProblem) -> UInt64 {
    let range = try digits(name)
    guard let number = UInt256(hexDigits: reader.bytes.span.extracting(range)) else {
      throw RPCProblem("\(name) is not hexadecimal, or 2^256 or more")
    }
    guard let small = number.asUInt64, small <= UInt64(Int64.max) else {
      throw RPCProblem("\(name) is \(number), which no chain has")
    }
    return small
  }

  mutating func digest(_ name: String) throws(RPCProblem) -> Digest {
    let range = try digits(name)
    guard let digest = Digest(hexDigits: reader.bytes.span.extracting(range)) else {
      throw RPCProblem("\(name) is not 32 bytes in hexadecimal")
    }
    return digest
  }

  mutating func account(_ name: String) throws(RPCProblem) -> Address {
    let range = try digits(name)
    guard let account = Address(hexDigits: reader.bytes.span.extracting(range)) else {
      throw RPCProblem("\(name) is not 20 bytes in hexadecimal")
    }
    return account
  }

  mutating func bytes(_ name: String) throws(RPCProblem) -> [UInt8] {
    let range = try digits(name)
    guard let bytes = Hex.bytes(ofDigits: reader.bytes.span.extracting(range)) else {
      throw RPCProblem("\(name) is not bytes in hexadecimal")
    }
    return bytes
  }

  /// The members of a block that are asked for.
  mutating func header() throws(RPCProblem) -> BlockHeader {
    var number: UInt64?
    var hash: Digest?
    var parentHash: Digest?
    var time: UInt64?
    try forEachMember { result, key throws(RPCProblem) in
      switch key {
      case "number": number = try result.quantity(key)
      case "hash": hash = try result.digest(key)
      case "parentHash": parentHash = try result.digest(key)
      case "timestamp": time = try result.quantity(key)
      default: return false
      }
      return true
    }
    guard let number, let hash, let parentHash, let time else {
      throw RPCProblem("a block without number, hash, parentHash or timestamp")
    }
    return BlockHeader(number: number, hash: hash, parentHash: parentHash, time: time)
  }

  /// The logs of an answer.
  mutating func logs() throws(RPCProblem) -> [(log: ContractLog, isRemoved: Bool)] {
    var logs: [(log: ContractLog, isRemoved: Bool)] = []
    try enter(.array)
    while try hasNext() {
      do {
        logs.append(try log())
      } catch {
        throw RPCProblem("log \(logs.count + 1) of the answer: \(error.fact)")
      }
    }
    return logs
  }

  private mutating func log() throws(RPCProblem) -> (log: ContractLog, isRemoved: Bool) {
    var block: UInt64?
    var blockHash: Digest?
    var transaction: Digest?
    var index: UInt64?
    var contract: Address?
    var topics: [Digest]?
    var data: [UInt8]?
    var isRemoved = false
    try forEachMember { result, key throws(RPCProblem) in
      switch key {
      case "blockNumber": block = try result.quantity(key)
      case "blockHash": blockHash = try result.digest(key)
      case "transactionHash": transaction = try result.digest(key)
      case "logIndex": index = try result.quantity(key)
      case "address": contract = try result.account(key)
      case "data": data = try result.bytes(key)
      case "topics": topics = try result.topics()
      case "removed": isRemoved = try result.isTrue()
      default: return false
      }
      return true
    }
    guard let block, let blockHash, let transaction, let index, let contract, let topics, let data
    else { throw RPCProblem("a log without one of its members") }
    let log = ContractLog(
      block: block,
      blockHash: blockHash,
      transaction: transaction,
      index: index,
      contract: contract,
      topics: topics,
      data: data
    )
    return (log, isRemoved)
  }

  private mutating func topics() throws(RPCProblem) -> [Digest] {
    var topics: [Digest] = []
    try enter(.array)
    while try hasNext() { topics.append(try digest("a topic")) }
    return topics
  }

  private mutating func isTrue() throws(RPCProblem) -> Bool {
    try json { reader throws(JSONError) in
      guard try reader.kind() == .word else {
        try reader.skip()
        return true
      }
      let start = reader.position
      try reader.skip()
      return reader.bytes[start] == UInt8(ascii: "t")
    }
  }

  private mutating func forEachMember(
    _ take: (inout RPCResult, String) throws(RPCProblem) -> Bool
  ) throws(RPCProblem) {
    try enter(.object)
    while try hasNext() {
      let key = try json { reader throws(JSONError) in reader.string(of: try reader.key()) }
      if !(try take(&self, key)) { try json { reader throws(JSONError) in try reader.skip() } }
    }
  }

  private mutating func enter(_ kind: JSONReader.Kind) throws(RPCProblem) {
    let isIt = try json { reader throws(JSONError) in
      guard try reader.kind() == kind else { return false }
      try reader.enter()
      return true
    }
    guard isIt else { throw RPCProblem("not \(kind == .array ? "a list" : "an object")") }
  }

  private mutating func hasNext() throws(RPCProblem) -> Bool {
    try json { reader throws(JSONError) in try reader.hasNext() }
  }

  /// The digits behind `0x`.
  private mutating func digits(_ name: String) throws(RPCProblem) -> Range<Int> {
    let text = try json { reader throws(JSONError) -> JSONText? in
      guard try reader.kind() == .string else { return nil }
      return try reader.text()
    }
    guard let text else { throw RPCProblem("\(name) is not a text") }
    let range = text.range
    guard range.count >= 2, reader.bytes[range.lowerBound] == UInt8(ascii: "0"),
      reader.bytes[range.lowerBound + 1] == UInt8(ascii: "x")
    else { throw RPCProblem("\(name) does not begin with 0x") }
    return (range.lowerBound + 2)..<range.upperBound
  }

  private mutating func json<Value>(
    _ read: (inout JSONReader) throws(JSONError) -> Value
  ) throws(RPCProblem) -> Value {
    do {
      return try read(&reader)
    } catch {
      throw RPCProblem("not what was expected: \(error)")
    }
  }
}
