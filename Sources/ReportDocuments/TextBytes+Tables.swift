import DelimitedText
import Distribution
import EVMTypes
import TextChunks

/// Fields of tables that have a row for every account or event.
extension TextBytes {
  /// Appends a moment as RFC 3339 text in UTC.
  mutating func append(_ time: Timestamp) { append(time.components) }

  /// Appends a text field, in quotes where it holds a comma, a quote, CR or LF.
  ///
  /// - Source: RFC 4180.
  mutating func append(field: Span<UInt8>) {
    var place = 0
    // As a rule it is printable ASCII with nothing in it that needs quotes.
    guard PlainRowScanner.scanField(in: field, from: &place, to: field.count) != nil,
      field.indices.contains(where: { index in
        let byte = field[index]
        return byte == UInt8(ascii: ",") || byte == UInt8(ascii: "\"") || byte == 0x0A
          || byte == 0x0D
      })
    else { return append(utf8: field) }
    append("\"")
    for index in field.indices {
      if field[index] == UInt8(ascii: "\"") { append("\"") }
      append(utf8: CollectionOfOne(field[index]))
    }
    append("\"")
  }
}

extension TextBytes {
  /// Appends what is due to a holder, what is paid and what is left, with commas between.
  mutating func append(payment holder: HolderShare) {
    append(holder.accruedIn)
    append(",")
    append(holder.adjustment)
    append(",")
    append(holder.paid)
    append(",")
    append(holder.accruedOut)
  }
}
