public import EVMTypes

/// The transaction that a reference names, and perhaps one log of it.
///
/// - Source: docs/specification.md, section 15.1.
public struct TransactionName: Sendable, Hashable {
  /// The transaction's hash.
  public let transaction: Digest
  /// The log's place in its block; `nil` where the transaction alone is named.
  public let log: UInt64?

  /// Names a transaction, or a log of it.
  ///
  /// - Parameters:
  ///   - transaction: The transaction's hash.
  ///   - log: The log's place in its block.
  init(transaction: Digest, log: UInt64?) {
    self.transaction = transaction
    self.log = log
  }

  /// Reads a reference; gives `nil` for one that names no transaction.
  ///
  /// - Parameter reference: The reference, such as `0x...` with 64 digits, `0x...:7`, or `0x... second half`.
  public init?(_ reference: String) {
    let bytes = [UInt8](reference.utf8)
    guard let transaction = Digest(text: bytes.prefix(66)) else { return nil }
    let rest = bytes.dropFirst(66)
    if let next = rest.first {
      switch next {
      case 0x30...0x39, 0x41...0x5A, 0x61...0x7A: return nil
      default: break
      }
    }
    self.transaction = transaction
    let isLog = rest.first == UInt8(ascii: ":")
    self.log = isLog ? UInt256(decimal: rest.dropFirst())?.asUInt64 : nil
  }

  /// Whether a text is a receipt's reference in its one form.
  ///
  /// - Parameter reference: The text.
  /// - Returns: Whether it is a hash in lower case, a colon, and a number.
  public static func isReceipt(_ reference: String) -> Bool {
    guard let name = TransactionName(reference), let log = name.log else { return false }
    return reference == "\(name.transaction):\(log)"
  }
}

extension TransactionName: CustomStringConvertible {
  /// The hash, and the log behind a colon.
  public var description: String { log.map { "\(transaction):\($0)" } ?? "\(transaction)" }
}
