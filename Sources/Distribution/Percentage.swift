public import EVMTypes

/// A percentage from 0% to 100%, exact to four decimals.
public struct Percentage: Sendable, Hashable {
  /// The percentage in parts per million: 12.5% is 125,000.
  public let partsPerMillion: UInt32

  /// Takes parts per million.
  ///
  /// Gives `nil` above 1,000,000.
  ///
  /// - Parameter partsPerMillion: From 0 to 1,000,000.
  public init?(partsPerMillion: UInt32) {
    guard partsPerMillion <= 1_000_000 else { return nil }
    self.partsPerMillion = partsPerMillion
  }

  /// Reads a text such as `12.5%`.
  ///
  /// - Parameter text: Digits, at most four decimals, and the sign.
  /// - Throws: ``PercentageError``.
  public init(text: String) throws(PercentageError) {
    let bytes = [UInt8](text.utf8)
    guard bytes.last == UInt8(ascii: "%") else { throw .noSign }
    let parts = bytes.dropLast().split(
      separator: UInt8(ascii: "."),
      maxSplits: 1,
      omittingEmptySubsequences: false
    )
    guard let whole = parts.first, let percent = UInt256(decimal: whole) else { throw .notANumber }
    let decimals = parts.count == 2 ? Array(parts[1]) : []
    guard parts.count == 1 || !decimals.isEmpty else { throw .notANumber }
    guard decimals.allSatisfy({ $0 >= UInt8(ascii: "0") && $0 <= UInt8(ascii: "9") }) else {
      throw .notANumber
    }
    guard decimals.count <= 4 else { throw .tooManyDecimals }
    let zeros = [UInt8](repeating: UInt8(ascii: "0"), count: 4 - decimals.count)
    guard let parts = UInt256(digits: decimals + zeros, after: percent)?.asUInt64,
      parts <= 1_000_000
    else { throw .aboveHundred }
    self.partsPerMillion = UInt32(parts)
  }

  /// ⌊amount × percentage⌋.
  ///
  /// - Parameter amount: An amount in base units.
  /// - Returns: The part of it, in the same unit.
  public func floor(of amount: UInt256) -> UInt256 {
    let product = amount.multipliedFullWidth(by: UInt256(UInt64(partsPerMillion)))
    let quotient = UInt256.dividing(high: product.high, low: product.low, by: 1_000_000)?.quotient
    // A percentage is at most one, so the part is at most the amount and fits.
    return quotient ?? amount
  }
}

/// Why a text is not a percentage.
public enum PercentageError: Error, Sendable, Hashable {
  /// The text does not end with `%`.
  case noSign
  /// What stands before the sign is not a decimal number.
  case notANumber
  /// There are more than four decimals.
  case tooManyDecimals
  /// The percentage is above 100%.
  case aboveHundred
}

extension Percentage: CustomStringConvertible {
  /// The percentage with its sign and without superfluous zeros, such as `12.5%`.
  public var description: String {
    let decimals = String(partsPerMillion % 10_000 + 10_000).dropFirst()
    let trimmed = decimals.reversed().drop { $0 == "0" }.reversed()
    return "\(partsPerMillion / 10_000)" + (trimmed.isEmpty ? "" : "." + String(trimmed)) + "%"
  }
}

extension PercentageError: CustomStringConvertible {
  /// The fact, and what to write, in one line.
  public var description: String {
    switch self {
    case .noSign: "a percentage needs its sign; write it as 12.5%"
    case .notANumber: "not a percentage; write it as 12.5%"
    case .tooManyDecimals: "a percentage has at most four decimals"
    case .aboveHundred: "a percentage is at most 100%"
    }
  }
}
