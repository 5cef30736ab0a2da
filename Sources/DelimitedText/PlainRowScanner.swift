/// Scans the rows of a part of a table as long as they are plain: printable ASCII without any quotes.
///
/// Nearly every large table is plain throughout. Its parts can then be read at the same time, without a text
/// for each field. What is not plain is left to ``DelimitedRows``, which says what is wrong with it.
public struct PlainRowScanner: Sendable {
  /// What a scanner finds.
  public enum Result: Sendable, Hashable {
    /// A row.
    case row
    /// The end of the part.
    case end
    /// Something that is not plain.
    case notPlain
  }

  private let bytes: [UInt8]
  private var position: Int
  private let end: Int
  /// Where the fields of the row that was found stand.
  public private(set) var fields: [Range<Int>] = []

  /// Starts to scan.
  ///
  /// - Parameters:
  ///   - bytes: The file.
  ///   - range: The part, which begins and ends with whole lines.
  public init(_ bytes: [UInt8], _ range: Range<Int>) {
    self.bytes = bytes
    self.position = range.lowerBound
    self.end = range.upperBound
  }

  /// Finds the next row that is not empty.
  ///
  /// - Returns: Whether there is one.
  public mutating func next() -> Result {
    fields.removeAll(keepingCapacity: true)
    while position < end {
      var place = position
      let byte = Self.scanField(in: bytes.span, from: &place, to: end)
      fields.append(position..<place)
      position = place + 1
      switch byte {
      case UInt8(ascii: ","): continue
      case UInt8(ascii: "\n"): break
      case UInt8(ascii: "\r"):
        guard place + 1 < end, bytes[place + 1] == UInt8(ascii: "\n") else { return .notPlain }
        position += 1
      case nil: position = end
      default: return .notPlain
      }
      if fields.count > 1 || !fields[0].isEmpty { return .row }
      fields.removeAll(keepingCapacity: true)
    }
    // A comma at the very end begins one more field.
    guard !fields.isEmpty else { return .end }
    fields.append(end..<end)
    return .row
  }

  /// Goes to the end of a field.
  ///
  /// Eight bytes at a time: tables of millions of claims are hundreds of megabytes.
  ///
  /// - Parameters:
  ///   - bytes: The file.
  ///   - place: Where the field begins; where it ends, afterwards.
  ///   - end: The end of the part.
  /// - Returns: The character there: a comma, a quote, or anything but printable ASCII; `nil` at the end of the part.
  @inlinable
  public static func scanField(
    in bytes: Span<UInt8>,
    from place: inout Int,
    to end: Int
  ) -> UInt8? {
    let ones: UInt64 = 0x0101_0101_0101_0101
    let high = ones << 7
    let raw = unsafe bytes.bytes
    while place + 8 <= end {
      let word = unsafe raw.unsafeLoadUnaligned(fromByteOffset: place, as: UInt64.self).littleEndian
      let commas = word ^ (ones &* UInt64(UInt8(ascii: ",")))
      let quotes = word ^ (ones &* UInt64(UInt8(ascii: "\"")))
      // A byte below n has a borrow in word - n, and one above 0x7e a carry in word + 1; the lowest bit that is set is
      // that of the first such byte.
      let found =
        ((word &- ones &* 0x20) & ~word | (commas &- ones) & ~commas | (quotes &- ones) & ~quotes
          | (word &+ ones) | word) & high
      guard found == 0 else {
        place += found.trailingZeroBitCount / 8
        return bytes[place]
      }
      place += 8
    }
    while place < end {
      let byte = bytes[place]
      if byte == UInt8(ascii: ",") || byte == UInt8(ascii: "\"") || byte < 0x20 || byte >= 0x7F {
        return byte
      }
      place += 1
    }
    return nil
  }
}
