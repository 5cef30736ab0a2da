import EVMTypes

extension EventSource {
  /// Whether a log is one of this source's event, by contract and first topic.
  ///
  /// - Parameter log: The log.
  /// - Returns: Whether it is.
  public func isEmitted(as log: ContractLog) -> Bool {
    log.contract == contract && log.topics.first == declaration.topic
  }

  /// Reads a log of this source's event.
  ///
  /// - Parameter log: The log.
  /// - Returns: The event; `nil` when it is not what the filters ask for.
  /// - Throws: ``ContractLogError`` when it is not what the declaration says.
  public func event(of log: ContractLog) throws(ContractLogError) -> ContractEvent? {
    let indexedCount = declaration.parameters.count(where: \.isIndexed)
    guard log.topics.count == indexedCount + 1 else {
      throw .topicCount(log.topics.count, expected: indexedCount + 1)
    }
    let wordCount = declaration.parameters.reduce(0) { $0 + ($1.isIndexed ? 0 : $1.type.wordCount) }
    guard log.data.count >= 32 * wordCount, log.data.count.isMultiple(of: 32) else {
      throw .dataSize(log.data.count, expected: 32 * wordCount)
    }
    for filter in filters
    where try account(filter.parameter, of: log) != filter.account { return nil }
    return ContractEvent(
      block: log.block,
      index: log.index,
      transaction: log.transaction,
      account: try account(accountParameter, of: log),
      amount: try amount(of: log)
    )
  }

  private func account(_ place: Int, of log: ContractLog) throws(ContractLogError) -> Address {
    guard let account = Address(abiWords: word(place, of: log).bigEndianWords) else {
      throw .notAnAccount(parameter: place)
    }
    return account
  }

  private func amount(of log: ContractLog) throws(ContractLogError) -> UInt256 {
    let amount = UInt256(bigEndianWords: word(amountParameter, of: log).bigEndianWords)
    guard case .unsigned(let bits) = declaration.parameters[amountParameter].type.word,
      256 - amount.leadingZeroBitCount <= bits
    else { throw .tooLarge(parameter: amountParameter) }
    return amount
  }

  /// The word of a parameter: a topic, or a part of the data.
  private func word(_ place: Int, of log: ContractLog) -> Digest {
    var topic = 1
    var offset = 0
    for parameter in declaration.parameters.prefix(place) {
      if parameter.isIndexed { topic += 1 } else { offset += 32 * parameter.type.wordCount }
    }
    if declaration.parameters[place].isIndexed { return log.topics[topic] }
    var words = InlineArray<4, UInt64>(repeating: 0)
    for place in 0..<32 {
      words[place >> 3] = words[place >> 3] << 8 | UInt64(log.data[offset + place])
    }
    return Digest(bigEndianWords: (words[0], words[1], words[2], words[3]))
  }
}
