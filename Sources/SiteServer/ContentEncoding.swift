/// A compression that a file may lie in beside itself, as `report.json.br` beside `report.json`.
enum ContentEncoding: String, Sendable, Hashable, CaseIterable {
  /// Brotli, which is smaller.
  case brotli = "br"
  /// gzip.
  case gzip

  /// The end of the compressed file's name.
  var suffix: String {
    switch self {
    case .brotli: ".br"
    case .gzip: ".gz"
    }
  }

  /// The compressions that a client takes, the one to prefer first.
  ///
  /// - Source: RFC 9110, section 12.5.3. What does not read is not taken.
  /// - Parameter field: The request's `Accept-Encoding`.
  /// - Returns: Those with a weight above zero, by weight, then Brotli first.
  static func accepted(by field: String?) -> [ContentEncoding] {
    var weights: [String: Int] = [:]
    for item in (field ?? "").split(separator: ",") {
      let parts = item.split(separator: ";", omittingEmptySubsequences: false).map(trimmed)
      guard let name = parts.first, let weight = weight(parts.dropFirst()) else { continue }
      weights[name] = weight
    }
    return
      allCases
      .map { (encoding: $0, weight: weights[$0.rawValue] ?? weights["*"] ?? 0) }
      .filter { $0.weight > 0 }
      // Sorted by weight and then as the cases stand: the library's sort is not promised to be stable.
      .enumerated()
      .sorted { ($1.element.weight, $0.offset) < ($0.element.weight, $1.offset) }
      .map(\.element.encoding)
  }

  /// A weight in thousandths; `nil` where it does not read.
  private static func weight(_ parameters: some Collection<String>) -> Int? {
    guard let text = parameters.first else { return 1_000 }
    guard parameters.count == 1, text.hasPrefix("q=") else { return nil }
    let digits = text.utf8.dropFirst(2)
    guard let whole = digits.first, whole == UInt8(ascii: "0") || whole == UInt8(ascii: "1")
    else { return nil }
    let fraction = digits.dropFirst(2)
    guard digits.count <= 5, digits.count == 1 || digits.dropFirst().first == UInt8(ascii: "."),
      fraction.allSatisfy({ (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) })
    else { return nil }
    var thousandths = whole == UInt8(ascii: "1") ? 1_000 : 0
    var unit = 100
    for digit in fraction {
      thousandths += Int(digit - UInt8(ascii: "0")) * unit
      unit /= 10
    }
    return thousandths <= 1_000 ? thousandths : nil
  }
}
