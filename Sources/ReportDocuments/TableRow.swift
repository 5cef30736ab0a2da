import DelimitedText
import Distribution
import EVMTypes

/// One row of a published table, read field by field.
struct TableRow {
  private let bytes: [UInt8]
  private let fields: [Range<Int>]
  private let line: Int
  private let columns: [String]
  /// Takes accounts whose letters are still to be checked; `nil` where each is checked at once.
  private let cases: AccountCases?

  /// Takes a row that stands in a text.
  init(
    _ bytes: [UInt8],
    _ fields: [Range<Int>],
    line: Int,
    columns: [String],
    cases: AccountCases? = nil
  ) {
    self.bytes = bytes
    self.fields = fields
    self.line = line
    self.columns = columns
    self.cases = cases
  }

  init(_ row: DelimitedRow, columns: [String]) {
    var bytes: [UInt8] = []
    var fields: [Range<Int>] = []
    for field in row.fields {
      let start = bytes.count
      bytes += field.utf8
      fields.append(start..<bytes.count)
    }
    self.init(bytes, fields, line: row.line, columns: columns)
  }

  func text(_ column: Int) -> String { String(decoding: utf8(column), as: UTF8.self) }

  /// Whether a field is this text.
  func isText(_ column: Int, _ text: StaticString) -> Bool {
    let field = fields[column]
    guard field.count == text.utf8CodeUnitCount else { return false }
    return text.withUTF8Buffer { unsafe $0.elementsEqual(bytes[field]) }
  }

  /// How many bytes a field has.
  func byteCount(_ column: Int) -> Int { fields[column].count }

  /// Appends a field to a block as the reference of its next event; there is room for it.
  func appendReference(_ column: Int, to block: inout StakeEventBlock) {
    let field = fields[column]
    unsafe block.append(referencePartOf: field.count) { place in
      let part = unsafe UnsafeMutableRawBufferPointer(start: place, count: field.count)
      unsafe part.copyBytes(from: bytes[field])
    }
  }

  func utf8(_ column: Int) -> ArraySlice<UInt8> { bytes[fields[column]] }

  func isEmpty(_ column: Int) -> Bool { fields[column].isEmpty }

  func time(_ column: Int) throws(DocumentError) -> Timestamp {
    guard let time = Timestamp(utf8: utf8(column)) else { throw error(column, "not a time") }
    return time
  }

  func optionalTime(_ column: Int) throws(DocumentError) -> Timestamp? {
    isEmpty(column) ? nil : try time(column)
  }

  /// The number of an epoch.
  func epoch(_ column: Int) throws(DocumentError) -> Int {
    let count = try count(column)
    guard count <= 1 << 53 else { throw error(column, "too large") }
    return Int(count)
  }

  func account(_ column: Int) throws(DocumentError) -> Address {
    if let cases {
      let (account, upperCase) = try uncheckedAccount(column)
      cases.add(account, upperCase: upperCase)
      return account
    }
    guard let account = try? Address(text: utf8(column)) else {
      throw error(column, "not an account")
    }
    return account
  }

  /// An account, and which of its digits are upper case where letters of both cases are: whether these are the right ones
  /// is not judged here.
  func uncheckedAccount(
    _ column: Int
  ) throws(DocumentError) -> (account: Address, upperCase: UInt64) {
    let field = fields[column]
    var upperCase: UInt64 = 0
    guard field.count == 42, bytes[field.lowerBound] == UInt8(ascii: "0"),
      bytes[field.lowerBound + 1] == UInt8(ascii: "x"),
      let account = unsafe Address(
        hexDigitsIn: bytes.span.bytes,
        at: field.lowerBound + 2,
        upperCase: &upperCase
      )
    else { throw error(column, "not an account") }
    return (account, upperCase)
  }

  func amount(_ column: Int) throws(DocumentError) -> UInt256 {
    guard let amount = Self.amount(bytes.span.extracting(fields[column])) else {
      throw error(column, "expected decimal digits below 2^256")
    }
    return amount
  }

  func signedAmount(_ column: Int) throws(DocumentError) -> SignedAmount {
    let isNegative = utf8(column).first == UInt8(ascii: "-")
    let digits = bytes.span.extracting(fields[column]).extracting(droppingFirst: isNegative ? 1 : 0)
    guard let magnitude = Self.amount(digits) else {
      throw error(column, "expected decimal digits, with a minus sign below zero")
    }
    return SignedAmount(magnitude, isNegative: isNegative)
  }

  private static func amount(_ digits: Span<UInt8>) -> UInt256? {
    // No superfluous zero.
    guard digits.count == 1 || digits.count > 1 && digits[0] != UInt8(ascii: "0") else {
      return nil
    }
    return UInt256(decimalDigits: digits)
  }

  func count(_ column: Int) throws(DocumentError) -> UInt64 {
    guard let count = try amount(column).asUInt64 else { throw error(column, "too large") }
    return count
  }

  func error(_ column: Int, _ fact: String) -> DocumentError {
    DocumentError(at: "line \(line), column \(columns[column])", fact)
  }
}
