public import EVMTypes
public import MerkleClaims

/// A claim as a published file states it.
public struct ForeignClaim: Sendable, Hashable {
  /// The claim.
  public let record: ClaimRecord
  /// The proof that the file carries; `nil` when it carries none.
  public let proof: [Digest]?
  /// Where in the file it stands, such as `claims.0x1234...`.
  public let place: String
}
