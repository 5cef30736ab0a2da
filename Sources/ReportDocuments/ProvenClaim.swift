public import EVMTypes
public import MerkleClaims

/// A claim with its proof and whose payments it holds.
public struct ProvenClaim: Sendable, Hashable {
  /// What one holder's payment adds to a claim.
  public struct Payment: Sendable, Hashable {
    /// The holder.
    public let holder: Address
    /// What the epoch pays them, in base units of the payout asset.
    public let paid: UInt256

    /// Creates a payment.
    ///
    /// - Parameters:
    ///   - holder: The holder.
    ///   - paid: What the epoch pays them.
    public init(holder: Address, paid: UInt256) {
      self.holder = holder
      self.paid = paid
    }
  }

  /// What it held before in the cumulative scheme, in base units of the payout asset.
  public let before: UInt256
  /// The payments that it holds, in the holders' account order.
  public let payments: [Payment]
  /// The claim and its proof.
  public let proof: ClaimProof

  /// Creates a claim.
  ///
  /// - Parameters:
  ///   - before: What it held before.
  ///   - payments: The payments that it holds.
  ///   - proof: The claim and its proof.
  public init(before: UInt256, payments: [Payment], proof: ClaimProof) {
    self.before = before
    self.payments = payments
    self.proof = proof
  }

  /// The account that may claim.
  public var account: Address { proof.claim.account }
}
