import ContractEvents
import EVMTypes

extension ChainSync {
  /// What became of a range.
  enum RangeOutcome {
    /// It was read.
    case read(BlockRange)
    /// The node does not answer for so many blocks.
    case refused(ChainError)
    /// History has changed meanwhile, as the answer to a request shows.
    case changed(RPCRequest, String)
  }

  /// Reads a range of blocks for some sources.
  func read(
    _ group: [SourceState],
    _ blocks: ClosedRange<UInt64>,
    _ head: BlockHeader
  ) throws(ChainError) -> RangeOutcome {
    let queries = Self.queries(of: group.map(\.source), blocks)
    let (first, last) = (blocks.lowerBound, blocks.upperBound)
    let isHead = last == head.number
    var names: [RPCRequest.BlockName] = [.number(first)]
    if last > first, !isHead { names.append(.number(last)) }
    // Something of what is read has to stand below it, so that another history is told from a replaced block.
    let before = try block(before: first)
    if first > 0, before == nil { names.append(.number(first - 1)) }
    let answers = try connection.answers(
      to: names.map { .header($0) } + queries.map { .logs($0) }
    )
    var headers: [UInt64: BlockHeader] = isHead ? [last: head] : [:]
    for (name, answer) in zip(names, answers) {
      guard let header = try connection.header(answer, name) else {
        return .changed(.header(name), "no such block")
      }
      headers[header.number] = header
    }
    guard let lastHeader = headers[last], let firstHeader = headers[first] else {
      return .changed(.header(.number(first)), "no such block")
    }
    let anchor = before == nil && first > 0 ? headers[first - 1] : nil
    let parent = before.flatMap { $0.number + 1 == first ? $0.hash : nil } ?? anchor?.hash
    if let parent, parent != firstHeader.parentHash {
      return .changed(.header(.number(first)), "it does not follow block \(first - 1)")
    }
    var logs: [ContractLog] = []
    for (query, answer) in zip(queries, answers.dropFirst(names.count)) {
      if case .error = answer {
        return .refused(connection.refusal(answer, of: .logs(query)))
      }
      guard let found = try read(answer, query) else {
        return .changed(.logs(query), "a log that the chain has taken back")
      }
      logs += found
    }
    guard let ordered = try Self.ordered(logs, queries) else {
      return .changed(.logs(queries[0]), "logs of two blocks of one number")
    }
    var known = headers.mapValues { StoredBlock($0) }
    let numbers = Set(ordered.map(\.block)).subtracting(known.keys).sorted()
    // The last block again, after everything else: if it is still the same, so is all before it.
    let later = try connection.headers((numbers + [last]).map { .number($0) })
    for (number, header) in zip(numbers, later) {
      guard let header else { return .changed(.header(.number(number)), "no such block") }
      known[number] = StoredBlock(header)
    }
    guard later.last??.hash == lastHeader.hash else {
      return .changed(.header(.number(last)), "its hash has changed")
    }
    for log in ordered where known[log.block]?.hash != log.blockHash {
      return .changed(
        .logs(queries[0]),
        "log \(log.index) is of a block \(log.block) with the hash \(log.blockHash), which the chain does not have"
      )
    }
    try checkTimes(known, after: before)
    var range = try range(ordered, known, group, queries, next: last + 1)
    if let anchor { range.blocks.insert(StoredBlock(anchor), at: 0) }
    return .read(range)
  }

  /// The newest stored block below a range; the one before it where the range continues another.
  private func block(before first: UInt64) throws(ChainError) -> StoredBlock? {
    guard first > 0 else { return nil }
    if let lastRead, lastRead.number + 1 == first { return lastRead }
    return try store.block(upTo: first - 1)
  }

  /// The events of logs.
  private func range(
    _ logs: [ContractLog],
    _ headers: [UInt64: StoredBlock],
    _ group: [SourceState],
    _ queries: [LogQuery],
    next: UInt64
  ) throws(ChainError) -> BlockRange {
    var range = BlockRange(next: next)
    range.sources = group.map(\.id)
    var numbers: Set<UInt64> = [next - 1]
    for log in logs {
      for state in group where state.source.isEmitted(as: log) {
        do throws(ContractLogError) {
          guard let event = try state.source.event(of: log) else { continue }
          range.events.append((state.id, event))
          numbers.insert(log.block)
        } catch {
          throw .wrongAnswer(
            request: "\(queries.first.map { "\(RPCRequest.logs($0))" } ?? "eth_getLogs")",
            fact: "log \(log.index) of block \(log.block), transaction \(log.transaction), \(error)"
          )
        }
      }
    }
    range.blocks = numbers.sorted().compactMap { headers[$0] }
    return range
  }

  /// Reads the logs of an answer; `nil` where one of them was taken back by the chain.
  private func read(
    _ answer: RPCAnswer,
    _ query: LogQuery
  ) throws(ChainError) -> [ContractLog]? {
    guard case .result(let body, let position) = answer else { return nil }
    let request = RPCRequest.logs(query)
    let logs = try connection.read(request) { () throws(RPCProblem) in
      var result = RPCResult(body, at: position)
      return try result.logs()
    }
    if logs.contains(where: \.isRemoved) { return nil }
    for (log, _) in logs where !query.includes(log) {
      throw .wrongAnswer(
        request: "\(request)",
        fact: "log \(log.index) of block \(log.block), contract \(log.contract), was not asked for"
      )
    }
    return logs.map(\.log)
  }

  /// Logs in the order of the chain, each once; `nil` where two tell of different histories.
  private static func ordered(
    _ logs: [ContractLog],
    _ queries: [LogQuery]
  ) throws(ChainError) -> [ContractLog]? {
    let sorted = logs.sorted { ($0.block, $0.index) < ($1.block, $1.index) }
    var ordered: [ContractLog] = []
    ordered.reserveCapacity(sorted.count)
    for log in sorted {
      guard let last = ordered.last, last.block == log.block else {
        ordered.append(log)
        continue
      }
      guard last.blockHash == log.blockHash else { return nil }
      if last.index < log.index {
        ordered.append(log)
      } else if last != log {
        throw .wrongAnswer(
          request: queries.first.map { "\(RPCRequest.logs($0))" } ?? "eth_getLogs",
          fact: "two different logs \(log.index) of block \(log.block)"
        )
      }
    }
    return ordered
  }

  /// Refuses time that goes backwards.
  private func checkTimes(
    _ blocks: [UInt64: StoredBlock],
    after before: StoredBlock?
  ) throws(ChainError) {
    var last = before
    for (number, block) in blocks.sorted(by: { $0.key < $1.key }) {
      if let last, block.time < last.time {
        throw .wrongAnswer(
          request: "\(RPCRequest.header(.number(number)))",
          fact: "its time \(block.time) is before that of block \(last.number), \(last.time)"
        )
      }
      last = block
    }
  }

  /// One query for all sources that differ in contract and event alone, and one for each that asks for more.
  static func queries(of sources: [EventSource], _ blocks: ClosedRange<UInt64>) -> [LogQuery] {
    var plain: [EventSource] = []
    var queries: [LogQuery] = []
    for source in sources {
      if source.topics.count == 1 {
        plain.append(source)
      } else {
        queries.append(
          LogQuery(
            contracts: [source.contract],
            topics: source.topics.map { $0.map { [$0] } },
            first: blocks.lowerBound,
            last: blocks.upperBound
          )
        )
      }
    }
    if !plain.isEmpty {
      queries.append(
        LogQuery(
          contracts: Set(plain.map(\.contract)).sorted(),
          topics: [Set(plain.map(\.declaration.topic)).sorted()],
          first: blocks.lowerBound,
          last: blocks.upperBound
        )
      )
    }
    return queries
  }
}
