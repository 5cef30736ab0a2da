import DelimitedText
import EVMTypes
import MerkleClaims

/// Rows of a table of claims while it is read.
struct ClaimsTableRows: Sendable {
  /// What the fields of a row are.
  struct Layout: Sendable {
    let names: [String]
    let columns: [ClaimsColumn]
    let numbers: NumberText
  }

  private let layout: Layout
  private(set) var columns = ClaimColumns()
  /// Where each row begins: a byte of the file, or a line below zero.
  private(set) var offsets: [Int] = []
  /// The claims whose account is written in both cases, and which of the digits are upper case.
  private(set) var mixedCases: [(row: Int, upperCase: UInt64)] = []

  init(_ layout: Layout) {
    self.layout = layout
    let amountCount = layout.columns.count {
      if case .amount = $0 { true } else { false }
    }
    columns.amounts = [[UInt256]](repeating: [], count: amountCount)
  }

  /// Appends the rows of a plain part; gives `false` when it is not plain, or a row cannot be read.
  ///
  /// Room is made for as many rows as stand in so many bytes.
  mutating func appendPlain(
    _ bytes: [UInt8],
    _ part: Range<Int>,
    roomFor byteCount: Int
  ) -> Bool {
    var scanner = PlainRowScanner(bytes, part)
    while true {
      switch scanner.next() {
      case .end: return true
      case .notPlain: return false
      case .row:
        guard scanner.fields.count == layout.columns.count else { return false }
        let row = columns.count
        if row == 0 {
          // Rows are about equally long; never more room than the file has bytes.
          let length =
            scanner.fields[scanner.fields.count - 1].upperBound - scanner.fields[0].lowerBound + 1
          reserveCapacity(byteCount / max(length, 40) + 16)
        }
        for (place, range) in scanner.fields.enumerated() {
          guard append(bytes[range], layout.columns[place], row) else { return false }
        }
        columns.count += 1
        offsets.append(scanner.fields[0].lowerBound)
      }
    }
  }

  /// Makes room for a number of rows in the columns that nearly all tables have.
  mutating func reserveCapacity(_ count: Int) {
    offsets.reserveCapacity(count)
    if layout.columns.contains(.account) { columns.accounts.reserveCapacity(count) }
    for column in columns.amounts.indices { columns.amounts[column].reserveCapacity(count) }
  }

  /// Appends a row.
  ///
  /// - Returns: The places of the fields that cannot be read.
  mutating func append(_ fields: [ArraySlice<UInt8>], line: Int) -> [Int] {
    let unreadable = fields.indices.filter {
      !append(fields[$0], layout.columns[$0], columns.count)
    }
    columns.count += 1
    offsets.append(-line)
    return unreadable
  }

  /// Appends the rows of the part behind.
  mutating func append(_ part: ClaimsTableRows) {
    let first = columns.count
    columns.append(part.columns)
    offsets += part.offsets
    mixedCases += part.mixedCases.map { ($0.row + first, $0.upperCase) }
  }

  private mutating func append(
    _ text: ArraySlice<UInt8>,
    _ column: ClaimsColumn,
    _ row: Int
  ) -> Bool {
    switch column {
    case .account:
      guard let (account, upperCase) = AccountText.account(text) else { return false }
      columns.accounts.append(account)
      if let upperCase { mixedCases.append((row, upperCase)) }
    case .token:
      guard let (account, _) = AccountText.account(text) else { return false }
      columns.tokens.append(account)
    case .beneficiary:
      guard let (account, _) = AccountText.account(text) else { return false }
      columns.beneficiaries.append(account)
    case .amount(let place):
      guard place < columns.amounts.count, let amount = layout.numbers.number(text: text) else {
        return false
      }
      columns.amounts[place].append(amount)
    case .index:
      guard let index = UInt256(decimalDigits: text.span) else { return false }
      columns.indexes.append(index)
    case .number:
      guard let number = UInt256(decimalDigits: text.span) else { return false }
      columns.numbers.append(number)
    case .salt:
      guard let salt = NumberText.prefixed(text).flatMap(Hex.bytes),
        salt.count == columns.salts.first?.count ?? salt.count
      else { return false }
      columns.salts.append(salt)
    case .hash:
      guard let hash = Digest(text: text) else { return false }
      columns.hashes.append(hash)
    case .ignored: break
    }
    return true
  }
}

extension ClaimsColumn {
  /// What is wrong with a field, and what to write.
  func complaint(_ text: String) -> String {
    let shown = text.unicodeScalars.prefix(60).map {
      $0.properties.isWhitespace || $0.value < 0x20 ? " " : String($0)
    }
    .joined()
    return switch self {
    case .account, .token, .beneficiary: "\(shown) is not an account: 0x and 40 hexadecimal digits"
    case .amount:
      "\(shown) is not an amount: decimal digits or 0x and hexadecimal ones, below 2^256 (--decimals for amounts "
        + "in whole tokens)"
    case .index, .number: "\(shown) is not a number: decimal digits below 2^256"
    case .salt: "\(shown) is not a salt: 0x and hexadecimal digits, as many in each row"
    case .hash: "\(shown) is not a leaf: 0x and 64 hexadecimal digits"
    case .ignored: "\(shown) is not understood"
    }
  }
}

extension ClaimColumns {
  /// Appends claims with the same columns.
  mutating func append(_ other: ClaimColumns) {
    count += other.count
    accounts += other.accounts
    for column in amounts.indices { amounts[column] += other.amounts[column] }
    indexes += other.indexes
    tokens += other.tokens
    beneficiaries += other.beneficiaries
    numbers += other.numbers
    salts += other.salts
    hashes += other.hashes
  }
}
