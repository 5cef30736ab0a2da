/// Why bytes are not a table.
public struct DelimitedTextError: Error, Sendable, Hashable, CustomStringConvertible {
  /// The fact.
  public enum Fact: Sendable, Hashable {
    /// There is no header row.
    case noHeader
    /// The header names this column twice.
    case repeatedColumn(String)
    /// A row has another number of fields than the header.
    case wrongFieldCount(expected: Int, found: Int)
    /// A quoted field does not end.
    case unclosedQuote
    /// A quote stands within an unquoted field, or something follows a closing quote.
    case strayQuote
    /// Bytes that are not UTF-8.
    case invalidUTF8
    /// A control character other than the end of a line.
    case controlCharacter(UInt8)
    /// A line of over a megabyte.
    case lineTooLong
    /// The file is larger than 2 GB.
    case fileTooLarge
  }

  /// The fact.
  public let fact: Fact
  /// The line of the file, from 1.
  public let line: Int
  /// The place of the field in its row, from 0, where one field is at fault.
  public let field: Int?

  init(fact: Fact, line: Int, field: Int? = nil) {
    self.fact = fact
    self.line = line
    self.field = field
  }

  /// The fact in one line, without the place.
  public var description: String {
    switch fact {
    case .noHeader: "the file has no header row"
    case .repeatedColumn(let name): "the header names the column \(name) twice"
    case .wrongFieldCount(let expected, let found):
      "expected \(expected) fields as in the header, found \(found)"
    case .unclosedQuote: "a quoted field does not end; add the closing quote"
    case .strayQuote: "a quote within a field; quote the field and double the quote"
    case .invalidUTF8: "not UTF-8; save the file as UTF-8"
    case .controlCharacter(let byte):
      switch byte {
      case 0: "a NUL character; remove it"
      case 0x0D: "a carriage return without a line feed; save the file with LF or CRLF line ends"
      default: "a control character; remove it"
      }
    case .lineTooLong: "a line of over 1 MB"
    case .fileTooLarge: "the file is larger than 2 GB"
    }
  }
}
