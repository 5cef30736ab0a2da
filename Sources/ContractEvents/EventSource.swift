public import EVMTypes

/// Where events come from, and what they mean: a contract, an event, and what its parameters are.
public struct EventSource: Sendable, Hashable {
  /// What an event does.
  public enum Kind: String, Sendable, Hashable {
    /// An account stakes an amount.
    case stake
    /// An account takes an amount back.
    case unstake
    /// An account pays an amount to a pool.
    case receipt
  }

  /// A parameter that has to be a certain account.
  public struct Filter: Sendable, Hashable {
    /// The parameter's place.
    public let parameter: Int
    /// The account.
    public let account: Address

    /// Creates a filter.
    ///
    /// - Parameters:
    ///   - parameter: The parameter's place.
    ///   - account: The account.
    public init(parameter: Int, account: Address) {
      self.parameter = parameter
      self.account = account
    }
  }

  /// The contract.
  public let contract: Address
  /// The block that the first event can be in.
  public let firstBlock: UInt64
  /// What an event does.
  public let kind: Kind
  /// The event.
  public let declaration: EventDeclaration
  /// The place of the parameter that holds the account.
  public let accountParameter: Int
  /// The place of the parameter that holds the amount.
  public let amountParameter: Int
  /// What else has to be so.
  public let filters: [Filter]

  /// The declaration of a transfer of a token.
  ///
  /// - Source: ERC-20, section "Events".
  public static let transfer = "Transfer(address indexed from, address indexed to, uint256 value)"

  /// Creates a source.
  ///
  /// - Parameters:
  ///   - contract: The contract.
  ///   - firstBlock: The block that the first event can be in.
  ///   - kind: What an event does.
  ///   - declaration: The event.
  ///   - accountParameter: The place of the parameter that holds the account: an `address`.
  ///   - amountParameter: The place of the parameter that holds the amount: an unsigned number.
  ///   - filters: What else has to be so: parameters that are an `address`.
  public init(
    contract: Address,
    firstBlock: UInt64,
    kind: Kind,
    declaration: EventDeclaration,
    accountParameter: Int,
    amountParameter: Int,
    filters: [Filter] = []
  ) {
    self.contract = contract
    self.firstBlock = firstBlock
    self.kind = kind
    self.declaration = declaration
    self.accountParameter = accountParameter
    self.amountParameter = amountParameter
    self.filters = filters
  }

  /// What tells this source from any other, in one line.
  public var key: String {
    let conditions = filters.map { " \($0.parameter)=\($0.account)" }.joined()
    let parameters = declaration.parameters.map {
      ($0.isIndexed ? "indexed " : "") + $0.type.description
    }
    return "\(kind.rawValue) \(contract) from \(firstBlock) "
      + "\(declaration.name)(\(parameters.joined(separator: ","))) "
      + "\(accountParameter) \(amountParameter)\(conditions)"
  }

  /// What orders the events of one second: the block's number times a million, and the log's place in the block.
  ///
  /// - Parameters:
  ///   - log: The log's place in its block.
  ///   - block: The block's number.
  /// - Returns: The number, below 2⁶⁰; `nil` for a log from a million on, or a block from 2⁴⁰ on.
  public static func sequence(ofLog log: UInt64, inBlock block: UInt64) -> UInt64? {
    guard log < 1_000_000, block < 1 << 40 else { return nil }
    return block * 1_000_000 + log
  }

  /// The topics that a node is asked for: for each place what it may be, `nil` for anything.
  public var topics: [Digest?] {
    var topics: [Digest?] = [declaration.topic]
    for (place, parameter) in declaration.parameters.enumerated() where parameter.isIndexed {
      let account = filters.first { $0.parameter == place }?.account
      topics.append(account.map { Digest(bigEndianWords: $0.abiWords) })
    }
    while topics.last == .some(nil) { topics.removeLast() }
    return topics
  }
}
