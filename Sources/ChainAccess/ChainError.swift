/// Why the chain could not be read.
public enum ChainError: Error, Sendable, Hashable {
  /// No usable answer, however often it was asked.
  case noAnswer(request: String, fact: String)
  /// An answer that cannot be right.
  case wrongAnswer(request: String, fact: String)
  /// The node refuses a request, and says why.
  case refused(request: String, code: Int, message: String)
  /// The node is of another chain.
  case wrongChain(expected: UInt64, found: UInt64)
  /// The node's history has no block in common with what is stored.
  case otherHistory(block: UInt64)
  /// The node's history changes faster than it can be read.
  case changesAllTheTime(request: String, fact: String)
  /// The node knows no finalized block.
  case noFinality(String)
  /// The store cannot be read, or is not one.
  case store(String)
  /// The store holds nothing, not even its tables: whoever made it was ended at once.
  case emptyStore(String)
  /// The store cannot be written.
  case cannotStore(String)
  /// The work was ended.
  case cancelled
}

extension ChainError: CustomStringConvertible {
  /// The fact, in one line.
  public var description: String {
    switch self {
    case .noAnswer(let request, let fact): "\(request): \(fact)"
    case .wrongAnswer(let request, let fact): "\(request): the node's answer is wrong: \(fact)"
    case .refused(let request, let code, let message):
      "\(request): the node refuses: \(message) (\(code))"
    case .wrongChain(let expected, let found):
      "the node is of chain \(found), the books of chain \(expected)"
    case .otherHistory(let block):
      "the node knows none of the stored blocks, the oldest of which is \(block): it is of another chain, or "
        + "behind; to read its history from the start, move the store away"
    case .changesAllTheTime(let request, let fact):
      "\(request): \(fact); the node's history changes while it is read: wait, or ask for more confirmations"
    case .noFinality(let fact):
      "\(RPCRequest.header(.finalized)): the node tells none (\(fact)); set chain.confirmations in revshare.yaml to how "
        + "many blocks below the newest one are safe on your chain, such as 64"
    case .emptyStore(let path): "\(path): nothing was stored yet; run `revshare sync`"
    case .store(let fact), .cannotStore(let fact): fact
    case .cancelled: "ended; what was read is kept, and the next run goes on from there"
    }
  }
}
