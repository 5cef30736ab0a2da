import EVMTypes

/// By how much stake counts at an age, exact to six decimals, from 0 to 1,000.
public struct Factor: Sendable, Hashable {
  /// The factor in parts per million: 1.25 is 1,250,000.
  public let partsPerMillion: UInt64

  /// One: stake counts as it is.
  public static let one = Factor(clampedPartsPerMillion: 1_000_000)

  private init(clampedPartsPerMillion: UInt64) {
    self.partsPerMillion = clampedPartsPerMillion
  }

  /// Takes parts per million.
  ///
  /// Gives `nil` above 1,000,000,000.
  ///
  /// - Parameter partsPerMillion: From 0 to 1,000,000,000.
  public init?(partsPerMillion: UInt64) {
    guard partsPerMillion <= 1_000_000_000 else { return nil }
    self.partsPerMillion = partsPerMillion
  }

  /// Reads a text such as `1.25`.
  ///
  /// Gives `nil` for anything but digits with at most six decimals, and above 1,000.
  ///
  /// - Parameter text: The text.
  public init?(text: String) {
    guard let value = UInt256(decimalText: text, places: 6)?.asUInt64 else { return nil }
    self.init(partsPerMillion: value)
  }
}

extension Factor: CustomStringConvertible {
  /// The factor without superfluous zeros, such as `1.25`.
  public var description: String {
    let decimals = String(partsPerMillion % 1_000_000 + 1_000_000).dropFirst()
    let trimmed = decimals.reversed().drop { $0 == "0" }.reversed()
    return "\(partsPerMillion / 1_000_000)" + (trimmed.isEmpty ? "" : "." + String(trimmed))
  }
}
