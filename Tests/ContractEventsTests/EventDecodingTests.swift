import ContractEvents
import EVMTypes
import Testing

@Suite struct EventDecodingTests {
  private static let contract = Address(byteWords: (1, 2, 3))
  private static let account = Address(byteWords: (4, 5, 6))

  @Test func anyOrderOfParameters() throws {
    let source = try Self.source(
      "Deposited(uint64[2] x, uint256 amount, bytes more, address indexed by)",
      3,
      1
    )
    let data =
      Self.word(7) + Self.word(8) + Self.word(1_000) + Self.word(128) + Self.word(1) + Self.word(9)
    let event = try source.event(of: Self.log(source, [Self.topic(Self.account)], data))
    #expect(event?.account == Self.account && event?.amount == 1_000)
    #expect(event?.block == 12 && event?.index == 3)
  }

  @Test func whatIsNotAsDeclaredThrows() throws {
    let source = try Self.source("Staked(address indexed user, uint128 amount)", 0, 1)
    let topic = Self.topic(Self.account)
    #expect(throws: ContractLogError.topicCount(1, expected: 2)) {
      try source.event(of: Self.log(source, [], Self.word(1)))
    }
    #expect(throws: ContractLogError.dataSize(0, expected: 32)) {
      try source.event(of: Self.log(source, [topic], []))
    }
    #expect(throws: ContractLogError.dataSize(33, expected: 32)) {
      try source.event(of: Self.log(source, [topic], Self.word(1) + [0]))
    }
    let dirty = Digest(bigEndianWords: (1, 0, 0, 0))
    #expect(throws: ContractLogError.notAnAccount(parameter: 0)) {
      try source.event(of: Self.log(source, [dirty], Self.word(1)))
    }
    let tooLarge = Digest(bigEndianWords: (0, 1, 0, 0)).bytes
    #expect(throws: ContractLogError.tooLarge(parameter: 1)) {
      try source.event(of: Self.log(source, [topic], tooLarge))
    }
    let largest = Digest(bigEndianWords: (0, 0, .max, .max)).bytes
    #expect(
      try source.event(of: Self.log(source, [topic], largest))?.amount.leadingZeroBitCount == 128
    )
  }

  @Test func filtersAreAskedForAndHeld() throws {
    let declaration = try EventDeclaration(parsing: EventSource.transfer)
    let pool = Address(byteWords: (7, 8, 9))
    let source = EventSource(
      contract: Self.contract,
      firstBlock: 0,
      kind: .receipt,
      declaration: declaration,
      accountParameter: 0,
      amountParameter: 2,
      filters: [EventSource.Filter(parameter: 1, account: pool)]
    )
    #expect(source.topics == [declaration.topic, nil, Self.topic(pool)])
    let topics = [Self.topic(Self.account), Self.topic(pool)]
    #expect(try source.event(of: Self.log(source, topics, Self.word(5)))?.amount == 5)
    let others = [Self.topic(Self.account), Self.topic(Self.account)]
    #expect(try source.event(of: Self.log(source, others, Self.word(5))) == nil)
  }

  private static func source(_ text: String, _ account: Int, _ amount: Int) throws -> EventSource {
    EventSource(
      contract: contract,
      firstBlock: 0,
      kind: .stake,
      declaration: try EventDeclaration(parsing: text),
      accountParameter: account,
      amountParameter: amount
    )
  }

  private static func log(_ source: EventSource, _ topics: [Digest], _ data: [UInt8]) -> ContractLog
  {
    ContractLog(
      block: 12,
      blockHash: .zero,
      transaction: .zero,
      index: 3,
      contract: contract,
      topics: [source.declaration.topic] + topics,
      data: data
    )
  }

  private static func topic(_ account: Address) -> Digest {
    Digest(bigEndianWords: account.abiWords)
  }

  private static func word(_ number: UInt64) -> [UInt8] {
    Digest(bigEndianWords: (0, 0, 0, number)).bytes
  }
}
