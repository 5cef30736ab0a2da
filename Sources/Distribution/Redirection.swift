public import EVMTypes

/// A holder's word that another account receives what the holder is paid.
///
/// - Source: docs/specification.md, section 8.7.
public struct Redirection: Sendable, Hashable {
  /// What shows that the holder wants it.
  public enum Evidence: Sendable, Hashable {
    /// The holder's signature of ``Redirection/message(chain:token:)``: 65 bytes, r, s and v (EIP-191).
    case signature([UInt8])
    /// A transaction of the holder: its hash.
    case transaction(Digest)
  }

  /// The holder.
  public let account: Address
  /// Who receives; the holder itself ends what was redirected before.
  public let beneficiary: Address
  /// From when on.
  public let since: Timestamp
  /// What shows that the holder wants it.
  public let evidence: Evidence

  /// Creates a redirection.
  ///
  /// - Parameters:
  ///   - account: The holder.
  ///   - beneficiary: Who receives.
  ///   - since: From when on.
  ///   - evidence: What shows that the holder wants it.
  public init(account: Address, beneficiary: Address, since: Timestamp, evidence: Evidence) {
    self.account = account
    self.beneficiary = beneficiary
    self.since = since
    self.evidence = evidence
  }

  /// Whether the evidence is the holder's own word, as far as the inputs alone show.
  ///
  /// - Parameters:
  ///   - chain: The chain that claims are paid on.
  ///   - token: What is staked.
  ///   - isSignature: Whether bytes are the signature of a message by an account.
  /// - Returns: Whether the signature is the holder's; true for a transaction, which the chain alone shows.
  public func isEvident(
    chain: Chain,
    token: Token,
    isSignature: ([UInt8], String, Address) -> Bool
  ) -> Bool {
    switch evidence {
    case .signature(let bytes): isSignature(bytes, message(chain: chain, token: token), account)
    case .transaction: true
    }
  }

  /// The text that the holder signs.
  ///
  /// - Parameters:
  ///   - chain: The chain that claims are paid on.
  ///   - token: What is staked.
  /// - Returns: Six lines, without a line feed at the end.
  public func message(chain: Chain, token: Token) -> String {
    """
    Revshare beneficiary
    chain: \(chain.id)
    token: \(token.symbol)
    holder: \(account)
    beneficiary: \(beneficiary)
    since: \(since)
    """
  }
}
