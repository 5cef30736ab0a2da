/// Takes a text apart line by line.
struct TextLines {
  private var rest: ArraySlice<UInt8>

  /// Takes the bytes of a text.
  init(_ text: ArraySlice<UInt8>) {
    self.rest = text
  }

  /// What was not taken yet.
  var remainder: [UInt8] { Array(rest) }

  /// Whether everything was taken.
  var isAtEnd: Bool { rest.isEmpty }

  /// Takes the next line.
  ///
  /// - Returns: The line without its line feed; `nil` at the end, and where a line feed is missing.
  mutating func next() -> ArraySlice<UInt8>? {
    guard let end = rest.firstIndex(of: UInt8(ascii: "\n")) else { return nil }
    defer { rest = rest[(end + 1)...] }
    return rest[..<end]
  }
}

extension Collection<UInt8> where SubSequence == ArraySlice<UInt8> {
  /// What follows a word and a space at the beginning; `nil` when something else is there.
  func after(_ word: StaticString) -> ArraySlice<UInt8>? {
    let prefix = Array("\(word) ".utf8)
    return starts(with: prefix) ? dropFirst(prefix.count) : nil
  }
}

extension Int {
  /// Reads a number of log files: decimal digits without superfluous zeros, below 2⁶³.
  ///
  /// Gives `nil` for any other text.
  init?(decimal text: some Collection<UInt8>) {
    guard let first = text.first, first != UInt8(ascii: "0") || text.count == 1 else { return nil }
    var value = 0
    for character in text {
      let digit = character &- UInt8(ascii: "0")
      guard digit < 10 else { return nil }
      let (product, productOverflows) = value.multipliedReportingOverflow(by: 10)
      let (sum, sumOverflows) = product.addingReportingOverflow(Int(digit))
      guard !productOverflows, !sumOverflows else { return nil }
      value = sum
    }
    self = value
  }
}
