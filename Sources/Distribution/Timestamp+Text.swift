extension Timestamp: CustomStringConvertible {
  /// The moment as RFC 3339 text in UTC, such as `2026-07-01T00:00:00Z`.
  public var description: String {
    let (year, month, day, hour, minute, second) = components
    return "\(padded(year, 4))-\(padded(month, 2))-\(padded(day, 2))"
      + "T\(padded(hour, 2)):\(padded(minute, 2)):\(padded(second, 2))Z"
  }

  /// Reads RFC 3339 text in UTC, to the second: the one form that Revshare writes.
  ///
  /// Gives `nil` for any other text, and for a date that does not exist.
  ///
  /// - Source: RFC 3339, section 5.6, with `T` and `Z` in upper case and no fraction.
  /// - Parameter text: The text.
  public init?(text: String) {
    self.init(utf8: Array(text.utf8)[...])
  }

  /// Reads RFC 3339 text in UTC, to the second, from its bytes.
  ///
  /// Gives `nil` for any other text, and for a date that does not exist.
  ///
  /// - Source: RFC 3339, section 5.6, with `T` and `Z` in upper case and no fraction.
  /// - Parameter utf8: The text.
  public init?(utf8: ArraySlice<UInt8>) {
    let start = utf8.startIndex
    guard utf8.count == 20, utf8[start + 4] == UInt8(ascii: "-"),
      utf8[start + 7] == UInt8(ascii: "-"), utf8[start + 10] == UInt8(ascii: "T"),
      utf8[start + 13] == UInt8(ascii: ":"), utf8[start + 16] == UInt8(ascii: ":"),
      utf8[start + 19] == UInt8(ascii: "Z"),
      let year = number(utf8[start..<start + 4]), let month = number(utf8[start + 5..<start + 7]),
      let day = number(utf8[start + 8..<start + 10]),
      let hour = number(utf8[start + 11..<start + 13]),
      let minute = number(utf8[start + 14..<start + 16]),
      let second = number(utf8[start + 17..<start + 19])
    else { return nil }
    self.init(date: (year, month, day), time: (hour, minute, second))
  }
}

private func padded(_ value: Int, _ count: Int) -> String {
  let digits = String(value)
  return String(repeating: "0", count: max(0, count - digits.utf8.count)) + digits
}

private func number(_ digits: ArraySlice<UInt8>) -> Int? {
  var value = 0
  for digit in digits {
    guard digit >= UInt8(ascii: "0"), digit <= UInt8(ascii: "9") else { return nil }
    value = value * 10 + Int(digit - UInt8(ascii: "0"))
  }
  return value
}
