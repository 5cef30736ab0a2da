extension LogTilePath: CustomStringConvertible {
  /// The path below the log's folder: `tile/0/x001/234`, `tile/entries/000.p/5`.
  public var description: String {
    let kind =
      switch content {
      case .entries: "entries"
      case .hashes(let level): String(level)
      }
    return "tile/\(kind)/\(Self.text(ofIndex: index))\(isFull ? "" : ".p/\(width)")"
  }

  /// Reads a path as it is written, of which a tile has one.
  ///
  /// Gives `nil` for any other text.
  ///
  /// - Parameter text: The path below the log's folder.
  public init?(text: String) {
    var parts = text.utf8.split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false)
    guard parts.count >= 3, parts.count <= 12, parts.removeFirst().elementsEqual("tile".utf8)
    else { return nil }
    let kind = parts.removeFirst()
    let content: Content
    if kind.elementsEqual("entries".utf8) {
      content = .entries
    } else {
      guard let level = Int(decimal: kind), level <= Self.levelLimit else { return nil }
      content = .hashes(level: level)
    }
    var width = Self.fullWidth
    if parts.count >= 2, parts[parts.count - 2].reversed().starts(with: "p.".utf8) {
      guard let partial = Int(decimal: parts.removeLast()), (1..<Self.fullWidth).contains(partial)
      else { return nil }
      width = partial
      parts.append(parts.removeLast().dropLast(2))
    }
    guard let index = Self.index(of: parts) else { return nil }
    self.init(content, index: index, width: width)
    // One tile has one path: no superfluous group of zeros, no missing `x`.
    guard description.utf8.elementsEqual(text.utf8) else { return nil }
  }

  /// Groups of three digits, all but the last with an `x`.
  private static func text(ofIndex index: Int) -> String {
    var text = padded(index % 1_000)
    var rest = index / 1_000
    while rest > 0 {
      text = "x\(padded(rest % 1_000))/\(text)"
      rest /= 1_000
    }
    return text
  }

  private static func padded(_ number: Int) -> String {
    let digits = String(number)
    return String(repeating: "0", count: 3 - digits.count) + digits
  }

  /// The number of the groups' digits; `nil` when it has no room.
  private static func index(of groups: [Substring.UTF8View]) -> Int? {
    var index = 0
    for group in groups {
      for digit in group where digit != UInt8(ascii: "x") {
        guard (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(digit) else { return nil }
        let (product, productOverflows) = index.multipliedReportingOverflow(by: 10)
        let (sum, sumOverflows) = product.addingReportingOverflow(Int(digit - UInt8(ascii: "0")))
        guard !productOverflows, !sumOverflows else { return nil }
        index = sum
      }
    }
    return index
  }
}
