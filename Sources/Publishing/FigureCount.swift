import FileStore
import StrictJSON

/// How many figures a document has, without a value for each of them.
///
/// As many as ``FigureComparison`` compares: the fields of a table, and its line of columns as one; the values of a JSON
/// document that are no object and no list.
struct FigureCount {
  /// How many figures there were so far.
  private(set) var count = 0
  private let isTable: Bool
  /// How many fields a row of the table has.
  private var columnCount = 0

  /// Begins with nothing.
  ///
  /// - Parameter path: The document's path; its ending says what it is.
  init(of path: RelativePath) {
    isTable = path.isTable
  }

  /// Counts the next piece; a JSON document comes in one.
  ///
  /// - Parameters:
  ///   - piece: The piece; the first one of a table in several has its line of columns alone.
  ///   - rowCount: How many rows of a table in several pieces it has.
  mutating func add(_ piece: [UInt8], rowCount: Int = 0) {
    guard isTable else {
      var reader = JSONReader(piece)
      count += (try? Self.values(in: &reader)) ?? 0
      return
    }
    guard rowCount == 0 else {
      count += rowCount * columnCount
      return
    }
    var (isInQuotes, isFirstLine) = (false, true)
    for byte in piece {
      switch byte {
      case UInt8(ascii: "\""): isInQuotes.toggle()
      case UInt8(ascii: ",") where !isInQuotes:
        if isFirstLine { columnCount += 1 } else { count += 1 }
      case UInt8(ascii: "\n") where !isInQuotes:
        if isFirstLine { columnCount += 1 }
        count += 1
        isFirstLine = false
      default: break
      }
    }
  }

  private static func values(in reader: inout JSONReader) throws(JSONError) -> Int {
    switch try reader.kind() {
    case .string, .number, .word:
      try reader.skip()
      return 1
    case .array:
      var count = 0
      try reader.enter()
      while try reader.hasNext() { count += try values(in: &reader) }
      return count
    case .object:
      var count = 0
      try reader.enter()
      while try reader.hasNext() {
        _ = try reader.key()
        count += try values(in: &reader)
      }
      return count
    }
  }
}

extension RelativePath {
  /// Whether a document is a table, by the ending of its name.
  var isTable: Bool { components.last?.utf8.suffix(4).elementsEqual(".csv".utf8) ?? false }
}
