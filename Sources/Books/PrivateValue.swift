public import Signing

/// A value of a private column, with all that shows it to be the published one.
public struct PrivateValue: Sendable, Hashable {
  /// The published table, such as `revenue`.
  public let table: String
  /// What names the row in the table: its reference; of a rate its asset and time, divided by `:`.
  public let row: String
  /// The published column, such as `note`.
  public let column: String
  /// The value.
  public let value: String
  /// The salt of this value alone.
  public let salt: [UInt8]
  /// What is published in the value's place.
  public let commitment: ValueCommitment
}
