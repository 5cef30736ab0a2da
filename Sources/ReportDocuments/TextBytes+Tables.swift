import Distribution
import EVMTypes
import MerkleClaims
import TextChunks

/// Fields of tables that have a row for every account or event.
extension TextBytes {
  /// Appends a moment as RFC 3339 text in UTC.
  mutating func append(_ time: Timestamp) {
    let parts = time.components
    append(padded: parts.year, count: 4)
    append("-")
    append(padded: parts.month, count: 2)
    append("-")
    append(padded: parts.day, count: 2)
    append("T")
    append(padded: parts.hour, count: 2)
    append(":")
    append(padded: parts.minute, count: 2)
    append(":")
    append(padded: parts.second, count: 2)
    append("Z")
  }

  private mutating func append(padded number: Int, count: Int) {
    var power = 10
    for _ in 1..<count {
      if number < power { append("0") }
      power *= 10
    }
    append(number)
  }

  /// Appends a text field, in quotes where it holds a comma, a quote, CR or LF.
  ///
  /// - Source: RFC 4180.
  mutating func append(field: ArraySlice<UInt8>) {
    guard
      field.contains(where: { byte in
        byte == UInt8(ascii: ",") || byte == UInt8(ascii: "\"") || byte == 0x0A || byte == 0x0D
      })
    else { return append(utf8: field) }
    append("\"")
    for byte in field {
      if byte == UInt8(ascii: "\"") { append("\"") }
      append(utf8: CollectionOfOne(byte))
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

/// A table that is made in chunks, with an account in every row.
struct AccountRows: Sendable {
  /// The row's account.
  let account: @Sendable (Int) -> Address

  /// A table's text.
  ///
  /// - Parameters:
  ///   - columns: The columns' names.
  ///   - count: How many rows there are.
  ///   - append: Appends a row, whose account has these digits in upper case, up to the end of its line.
  /// - Returns: The text.
  func text(
    columns: [String],
    count: Int,
    _ append: @escaping @Sendable (Int, UInt64, inout TextBytes) -> Void
  ) -> ChunkedText {
    ChunkedText(parts: [
      .text(columns.joined(separator: ",") + "\n"),
      .rows(count: count) { rows, text in
        let upperCases = AccountChecksums.upperCases(of: rows.map(account))
        for row in rows {
          append(row, upperCases[row - rows.lowerBound], &text)
          text.append("\n")
        }
      },
    ])
  }
}
