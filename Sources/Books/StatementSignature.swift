public import EVMTypes
public import Signing

/// An account's signature of a publication's statement.
///
/// It is checked where the statement is known: ``Books/signatures(of:correction:statement:)``.
public struct StatementSignature: Sendable, Hashable {
  /// The account.
  public let account: Address
  /// Its signature.
  public let signature: EthereumSignature
  /// The publication's epoch.
  let epoch: Int
  /// The number of the correction; 0 for the epoch itself.
  let correction: Int
  /// The row's line in the file.
  let line: Int

  /// What an account signs, as wallets do (`personal_sign`).
  ///
  /// - Source: docs/books.md, "The log".
  /// - Parameter statement: The bytes of the publication's `statement.json`.
  /// - Returns: The text.
  public static func message(for statement: [UInt8]) -> String {
    let digits = Hex.digits(of: SHA256.hash(statement))
    return "revshare statement sha256:\(String(decoding: digits, as: UTF8.self))"
  }
}
