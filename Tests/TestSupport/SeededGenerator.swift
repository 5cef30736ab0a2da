public import EVMTypes

/// Numbers that look like chance and are the same for the same seed (SplitMix64).
///
/// - Source: Steele, Lea, Flood: Fast splittable pseudorandom number generators, 2014, figure 17.
public struct SeededGenerator: RandomNumberGenerator, Sendable {
  private var state: UInt64

  /// Starts a sequence.
  ///
  /// - Parameter seed: What the sequence depends on.
  public init(seed: Int) {
    self.state = UInt64(truncatingIfNeeded: seed)
  }

  /// The next number.
  ///
  /// - Returns: 64 bits.
  public mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ mixed >> 30) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ mixed >> 27) &* 0x94D0_49BB_1331_11EB
    return mixed ^ mixed >> 31
  }

  /// The next bytes.
  ///
  /// - Parameter count: How many.
  /// - Returns: The bytes.
  public mutating func bytes(_ count: Int) -> [UInt8] {
    (0..<count).map { _ in UInt8(truncatingIfNeeded: next()) }
  }

  /// The next account.
  ///
  /// - Returns: 20 bytes as an account.
  public mutating func account() -> Address {
    guard let account = Address(bytes: bytes(20)) else { preconditionFailure("20 bytes") }
    return account
  }
}
