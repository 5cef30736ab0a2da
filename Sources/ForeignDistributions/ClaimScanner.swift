import EVMTypes
import MerkleClaims
import StrictJSON

/// Walks through a published file and collects its claims by the names of fields and by keys that are accounts.
///
/// A claim is an object with an account and an amount, or a member whose key is an account and whose value is
/// an amount. An object that states a root ends a distribution: the claims within it.
struct ClaimScanner {
  /// What the objects around a value say.
  struct Surroundings {
    var account: Address?
    var upperCase: UInt64?
    var token: Address?
    /// The number of the object that holds the claims.
    var scope: Int32 = 0
  }

  /// A range of claims that a root is stated for.
  struct Section {
    let rows: Range<Int>
    var root: Digest?
    var total: UInt256?
    /// Where the proof of all of them stands, in files that hold a shard of a distribution.
    var proofOffset: Int?
    /// Where the object that holds them ends.
    var end = Int.max
  }

  var reader: JSONReader
  let numbers: NumberText
  /// The rank that an amount's name must have at least, where a file has several; see `FieldName.amount`.
  let leastRank: Int
  private(set) var rows = RowTable()
  var sections: [Section] = []
  private(set) var problems: [String] = []
  /// What is doubtful, with its place.
  private(set) var remarks: [(offset: Int, text: String)] = []
  /// How many numbers stand in hexadecimal digits without a prefix, and how many in decimal ones.
  private var bareHexCount = 0
  private var decimalCount = 0
  /// The ranks of the amounts' names that occur.
  private(set) var ranks: Set<Int> = []
  private var scopeCount: Int32 = 0
  /// The claims that no stated root covers yet begin here.
  var openRow = 0
  /// The root that claims themselves state; `nil` where they state different ones.
  var rowRoot: Digest?
  var hasRowRoots = false

  static let problemLimit = 50

  init(_ bytes: [UInt8], numbers: NumberText, leastRank: Int = 0) {
    self.reader = JSONReader(bytes)
    self.numbers = numbers
    self.leastRank = leastRank
  }

  /// Reads the whole file: one value, or one a line.
  mutating func scan() throws(JSONError) {
    repeat { try scanValue(Surroundings()) } while !reader.isAtEnd()
    if openRow < rows.count {
      sections.append(Section(rows: openRow..<rows.count, root: rowRoot))
    }
  }

  mutating func scanValue(_ surroundings: Surroundings) throws(JSONError) {
    switch try reader.kind() {
    case .object: try scanObject(surroundings)
    case .array where reader.isTextArrayNext():
      var row = ClaimRow(offset: reader.position)
      try takeInputs(into: &row)
      guard let account = row.account, let amounts = row.amounts else { return }
      rows.append(row, account, amounts, scope: surroundings.scope)
    case .array:
      try reader.enter()
      while try reader.hasNext() { try scanValue(surroundings) }
    case .string, .number, .word: try reader.skip()
    }
  }

  private mutating func scanObject(
    _ surroundings: Surroundings,
    isMember: Bool = false
  ) throws(JSONError) {
    var row = ClaimRow(offset: reader.position)
    var statement = Statement()
    let firstRow = rows.count
    let firstSection = sections.count
    let firstOpenRow = openRow
    var inner = surroundings
    inner.scope = scopeCount
    scopeCount &+= 1
    try reader.enter()
    while try reader.hasNext() {
      let offset = reader.position
      let key = try reader.key()
      if let (account, upperCase) = AccountText.account(reader.bytes(of: key)) {
        try scanMember(of: account, upperCase, inner, at: offset)
        continue
      }
      let name = reader.bytes(of: key)
      let field = FieldName(name)
      if let bit = field?.onceBit, bit != 0 {
        if row.seen & bit != 0 {
          row.doubts.append((offset, "the claim has the field \(reader.string(of: key)) again"))
        }
        row.seen |= bit
      }
      switch field {
      case .root: try takeRoot(&statement)
      case .total: try takeTotal(&statement, name)
      case .explanation: try reader.skip()
      case let field?: try take(field, into: &row, inner)
      case nil: try scanValue(inner)
      }
    }
    if let key = surroundings.account {
      if let account = row.account, account != key {
        remark("the field names the account \(account), the key \(key)", at: row.offset)
      }
      (row.account, row.upperCase) = (key, surroundings.upperCase)
    }
    if let account = row.account, let amounts = row.amounts,
      !isAround(statement, firstRow: firstRow)
    {
      // What stands within a claim explains it.
      rows.removeRows(from: firstRow)
      sections.removeSubrange(firstSection...)
      openRow = firstOpenRow
      row.token = row.token ?? surroundings.token
      row.proofOffset = row.proofOffset ?? row.otherProofOffset
      for doubt in row.doubts { note(doubt.text, at: doubt.offset) }
      if let text = row.unreadableAmountThatCounts {
        note("\(text.text) is not a number that can be read in one way", at: text.offset)
      }
      rows.append(row, account, amounts, scope: surroundings.scope)
      if let root = statement.root { noteRoot(root) }
      return
    }
    guard firstRow < rows.count else { return passOver(row, isMember: isMember) }
    if let token = row.token ?? (surroundings.account == nil ? row.account : nil) {
      // Stake DAO's files name a tree's token `address`.
      rows.setToken(token, from: firstRow)
    }
    closeSection(statement, row.proofOffset, firstRow: firstRow, firstSection: firstSection)
  }

  /// A member whose key is an account, or a token of the account around it.
  private mutating func scanMember(
    of account: Address,
    _ upperCase: UInt64?,
    _ surroundings: Surroundings,
    at offset: Int
  ) throws(JSONError) {
    var inner = surroundings
    if surroundings.account == nil {
      inner.account = account
      inner.upperCase = upperCase
    } else {
      inner.token = account
    }
    switch try reader.kind() {
    case .object where !isBigNumberNext(): try scanObject(inner, isMember: true)
    case .array: try scanValue(inner)
    case .word:
      try reader.skip()
      remark("an account without an amount; it was passed over", at: offset)
    case .string, .number, .object:
      guard let value = try takeNumber(isRequired: true), let claimant = inner.account else {
        return
      }
      var row = ClaimRow(offset: offset)
      row.upperCase = inner.upperCase
      row.token = inner.token
      rows.append(row, claimant, [value], scope: surroundings.scope)
    }
  }

  mutating func note(_ problem: String, at offset: Int) {
    guard problems.count < Self.problemLimit else { return }
    problems.append("\(FilePlace(offset: offset, in: reader.bytes)): \(problem)")
  }

  mutating func remark(_ text: String, at offset: Int) {
    guard remarks.count < Self.problemLimit else { return }
    remarks.append((offset, text))
  }

  /// Whether numbers stand in hexadecimal digits without a prefix.
  var hasBareHex: Bool { bareHexCount > 0 }
  /// Whether most numbers stand in decimal digits all the same: one letter among them may be a mistake.
  var isMostlyDecimal: Bool { bareHexCount < decimalCount }

  mutating func noteText(isNumber: Bool, _ text: ArraySlice<UInt8>) {
    if !isNumber {
      if NumberText.isBareHex(text) { bareHexCount += 1 }
    } else if NumberText.prefixed(text) == nil {
      decimalCount += 1
    }
  }
  mutating func noteRank(_ rank: Int) { ranks.insert(rank) }
}
