import EVMTypes

extension UInt256 {
  /// Reads a decimal number as a count of its last place.
  ///
  /// Gives `nil` for anything but digits with an optional fraction of at most `places` digits, for
  /// superfluous leading zeros, and where the count does not fit.
  ///
  /// - Parameters:
  ///   - text: The text, such as `1.25`.
  ///   - places: How many decimals a whole has: with 6, `1.25` is 1,250,000.
  init?(decimalText text: some StringProtocol, places: Int) {
    let parts = text.utf8.split(
      separator: UInt8(ascii: "."),
      maxSplits: 1,
      omittingEmptySubsequences: false
    )
    guard let whole = parts.first.flatMap({ UInt256(decimal: $0) }) else { return nil }
    let fraction = parts.count == 2 ? Array(parts[1]) : []
    guard parts.count == 1 || !fraction.isEmpty, fraction.count <= places,
      fraction.allSatisfy({ $0 >= UInt8(ascii: "0") && $0 <= UInt8(ascii: "9") })
    else { return nil }
    let zeros = [UInt8](repeating: UInt8(ascii: "0"), count: places - fraction.count)
    self.init(digits: fraction + zeros, after: whole)
  }
}
