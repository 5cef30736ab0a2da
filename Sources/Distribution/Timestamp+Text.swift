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
    let bytes = [UInt8](text.utf8)
    let separators: [Int: Character] = [4: "-", 7: "-", 10: "T", 13: ":", 16: ":", 19: "Z"]
    guard bytes.count == 20 else { return nil }
    for (index, separator) in separators where bytes[index] != separator.asciiValue { return nil }
    guard let year = number(bytes[0..<4]), let month = number(bytes[5..<7]),
      let day = number(bytes[8..<10]), let hour = number(bytes[11..<13]),
      let minute = number(bytes[14..<16]), let second = number(bytes[17..<19])
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
