public import ContractEvents
import EVMTypes

extension ChainStore {
  /// The stake events of sources as a table, in the order of the chain.
  ///
  /// - Parameters:
  ///   - sources: The sources.
  ///   - start: The time of the first event, in Unix seconds.
  /// - Returns: Columns `time` (Unix seconds), `sequence`, `action`, `account`, `amount` (base units) and `reference`.
  /// - Throws: ``ChainError/store(_:)``.
  public func stakes(
    of sources: [EventSource],
    from start: UInt64 = 0
  ) throws(ChainError) -> [UInt8] {
    var table = Array("time,sequence,action,account,amount,reference\n".utf8)
    var isOrdered = true
    try forEachEvent(of: sources, from: start) { event, place, time in
      guard let sequence = EventSource.sequence(ofLog: event.index, inBlock: event.block) else {
        isOrdered = false
        return
      }
      table.append(decimal: time)
      table.append(UInt8(ascii: ","))
      table.append(decimal: sequence)
      table.append(UInt8(ascii: ","))
      table += sources[place].kind.rawValue.utf8
      table.append(UInt8(ascii: ","))
      table.append(endOfRowOf: event)
    }
    guard isOrdered else {
      throw .store("a block has a million logs, or its number is 2^40 or more")
    }
    return table
  }

  /// The receipts of a source as a table, in the order of the chain.
  ///
  /// - Parameter source: The source.
  /// - Returns: Columns `time` (Unix seconds), `sender`, `amount` (base units) and `reference`.
  /// - Throws: ``ChainError/store(_:)``.
  public func receipts(of source: EventSource) throws(ChainError) -> [UInt8] {
    var table = Array("time,sender,amount,reference\n".utf8)
    try forEachEvent(of: [source]) { event, _, time in
      table.append(decimal: time)
      table.append(UInt8(ascii: ","))
      table.append(endOfRowOf: event)
    }
    return table
  }
}

extension [UInt8] {
  fileprivate mutating func append(decimal number: UInt64) {
    append(contentsOf: String(number).utf8)
  }

  fileprivate mutating func append(hexOf bytes: [UInt8]) {
    append(UInt8(ascii: "0"))
    append(UInt8(ascii: "x"))
    for byte in bytes {
      append(Hex.digit(byte >> 4))
      append(Hex.digit(byte & 15))
    }
  }

  /// Who, how much, and the reference: the transaction's hash, a colon, and the log's place in its block.
  fileprivate mutating func append(endOfRowOf event: ContractEvent) {
    append(hexOf: event.account.bytes)
    append(UInt8(ascii: ","))
    event.amount.forEachDecimalDigit { append($0) }
    append(UInt8(ascii: ","))
    append(hexOf: event.transaction.bytes)
    append(UInt8(ascii: ":"))
    append(decimal: event.index)
    append(0x0A)
  }
}
