/// The log of a site, as its pages and `index.json` tell of it.
///
/// - Source: docs/specification.md, section 12.
public struct PublishedLog: Sendable, Hashable {
  /// The entries, a statement for each publication; at least one.
  public let statements: [EpochStatement]
  /// The root over them in base64, as a checkpoint has it.
  public let root: String
  /// The key that signs the log, as verifiers take it; `nil` where the log is not signed.
  public let key: String?

  /// Creates a description.
  ///
  /// - Parameters:
  ///   - statements: The entries, at least one.
  ///   - root: The root over them in base64.
  ///   - key: The key that signs the log.
  public init(statements: [EpochStatement], root: String, key: String?) {
    self.statements = statements
    self.root = root
    self.key = key
  }

  /// The name of the key that signs the log; `nil` where it is not signed.
  public var keyName: String? {
    // A name holds no `+`, which stands before the key's number.
    key.map { key in String(decoding: key.utf8.prefix { $0 != UInt8(ascii: "+") }, as: UTF8.self) }
  }

  /// Where a publication stands.
  ///
  /// - Parameter name: What names it.
  /// - Returns: Its place, from 0; `nil` where the log does not hold it.
  public func entry(of name: PublicationName) -> Int? {
    statements.firstIndex { $0.publication == name }
  }

  /// The corrections of an epoch, in the order in which they were published.
  ///
  /// - Parameter number: The epoch's number.
  /// - Returns: Each with its place in the log.
  func corrections(ofEpoch number: Int) -> [(entry: Int, statement: EpochStatement)] {
    statements.enumerated().filter { _, statement in
      statement.publication.epoch == number && statement.corrected != nil
    }
    .map { (entry: $0.offset, statement: $0.element) }
  }
}
