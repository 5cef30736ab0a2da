public import EVMTypes

/// What a node is asked for.
///
/// - Source: Ethereum JSON-RPC specification (execution-apis), namespace `eth`.
public enum RPCRequest: Sendable, Hashable {
  /// A block, by number or by what the node says of it.
  public enum BlockName: Sendable, Hashable {
    /// The block of a number.
    case number(UInt64)
    /// The newest block that cannot be replaced any more.
    case finalized
    /// The newest block.
    case latest

    var text: String {
      switch self {
      case .number(let number): "0x" + String(number, radix: 16)
      case .finalized: "finalized"
      case .latest: "latest"
      }
    }
  }

  /// Which chain the node is of.
  case chainID
  /// What is known of a block.
  case header(BlockName)
  /// What contracts have logged.
  case logs(LogQuery)
  /// What a function of a contract gives.
  case call(to: Address, data: [UInt8], at: BlockName)
  /// The program of a contract; empty where there is none.
  case code(of: Address, at: BlockName)

  var method: String {
    switch self {
    case .chainID: "eth_chainId"
    case .header: "eth_getBlockByNumber"
    case .logs: "eth_getLogs"
    case .call: "eth_call"
    case .code: "eth_getCode"
    }
  }

  /// The request as it is sent.
  func body(id: Int) -> String {
    #"{"jsonrpc":"2.0","id":\#(id),"method":"\#(method)","params":[\#(parameters)]}"#
  }

  private var parameters: String {
    switch self {
    case .chainID: ""
    case .header(let block): "\"\(block.text)\",false"
    case .logs(let query): query.parameter
    case .call(let contract, let data, let block):
      #"{"to":"\#(contract)","data":"0x\#(hex(data))"},"\#(block.text)""#
    case .code(let contract, let block): #""\#(contract)","\#(block.text)""#
    }
  }

  private func hex(_ bytes: [UInt8]) -> String {
    String(decoding: Hex.digits(of: bytes), as: UTF8.self)
  }
}

extension RPCRequest: CustomStringConvertible {
  /// What is asked for, as problems name it.
  public var description: String {
    switch self {
    case .chainID: method
    case .header(.number(let number)): "\(method) of block \(number)"
    case .header(let name): "\(method) of the \(name.text) block"
    case .logs(let query):
      query.first == query.last
        ? "\(method) of block \(query.first)"
        : "\(method) of blocks \(query.first) to \(query.last)"
    case .call(let contract, _, _), .code(let contract, _): "\(method) of \(contract)"
    }
  }
}
