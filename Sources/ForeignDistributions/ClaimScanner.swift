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
  }

  var reader: JSONReader
  let numbers: NumberText
  /// The rank that an amount's name must have at least, where a file has several; see `FieldName.amount`.
  let leastRank: Int
  private(set) var rows = RowTable()
  private(set) var sections: [Section] = []
  private(set) var problems: [String] = []
  /// Whether a number stands in hexadecimal digits without a prefix.
  private(set) var hasBareHex = false
  /// The ranks of the amounts' names that occur.
  private(set) var ranks: Set<Int> = []
  private var scopeCount: Int32 = 0
  /// The claims that no stated root covers yet begin here.
  private var openRow = 0
  /// The root that claims themselves state; `nil` where they state different ones.
  private var rowRoot: Digest?
  private var hasRowRoots = false

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

  private mutating func scanObject(_ surroundings: Surroundings) throws(JSONError) {
    var row = ClaimRow(offset: reader.position)
    var root: Digest?
    var total: UInt256?
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
      if let (account, upperCase) = AccountText.account(reader.bytes[key.range]) {
        try scanMember(of: account, upperCase, inner, at: offset)
        continue
      }
      switch FieldName(reader.bytes[key.range]) {
      case .root: try takeRoot(&root, &total)
      case .total: total = try takeNumber(isRequired: false) ?? total
      case .explanation: try reader.skip()
      case let field?: try take(field, into: &row, inner)
      case nil: try scanValue(inner)
      }
    }
    if let key = surroundings.account {
      (row.account, row.upperCase) = (key, surroundings.upperCase)
    }
    if let account = row.account, let amounts = row.amounts {
      // What stands within a claim explains it.
      rows.removeRows(from: firstRow)
      sections.removeSubrange(firstSection...)
      openRow = firstOpenRow
      row.token = row.token ?? surroundings.token
      rows.append(row, account, amounts, scope: surroundings.scope)
      if let root { noteRoot(root) }
      return
    }
    guard firstRow < rows.count else { return }
    if let token = row.token ?? (surroundings.account == nil ? row.account : nil) {
      // Stake DAO's files name a tree's token `address`.
      rows.setToken(token, from: firstRow)
    }
    guard root != nil || row.proofOffset != nil, openRow < rows.count else { return }
    if openRow < firstRow { sections.append(Section(rows: openRow..<firstRow)) }
    sections.append(
      Section(
        rows: max(openRow, firstRow)..<rows.count,
        root: root,
        total: total,
        proofOffset: row.proofOffset
      )
    )
    openRow = rows.count
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
    case .object where !isBigNumberNext(): try scanObject(inner)
    case .array, .word: try scanValue(inner)
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

  private mutating func take(
    _ field: FieldName,
    into row: inout ClaimRow,
    _ inner: Surroundings
  ) throws(JSONError) {
    switch field {
    case .account:
      (row.account, row.upperCase) = try takeAccount(inner) ?? (row.account, row.upperCase)
    case .token: row.token = try takeAccount(inner)?.0 ?? row.token
    case .beneficiary: row.beneficiary = try takeAccount(inner)?.0
    case .index: row.index = try takeNumber(isRequired: false)
    case .number: row.number = try takeNumber(isRequired: false)
    case .salt: row.salt = try takeBytes(inner) ?? row.salt
    case .collateralRPL: row.collateralRPL = try takeNumber(isRequired: true)
    case .oracleRPL: row.oracleRPL = try takeNumber(isRequired: true)
    case .poolETH: row.poolETH = try takeNumber(isRequired: true)
    case .voterETH: row.voterETH = try takeNumber(isRequired: true)
    case .proof: try takeProof(into: &row, inner)
    case .amount(let rank): try takeAmount(rank, into: &row, inner)
    case .inputs: try takeInputs(into: &row)
    case .root, .total, .explanation: try reader.skip()
    }
  }

  private mutating func noteRoot(_ root: Digest) {
    rowRoot = !hasRowRoots || rowRoot == root ? root : nil
    hasRowRoots = true
  }

  private mutating func takeAmount(
    _ rank: Int,
    into row: inout ClaimRow,
    _ inner: Surroundings
  ) throws(JSONError) {
    let kind = try reader.kind()
    // Some names of amounts are also those of tables.
    guard kind == .string || kind == .number || kind == .object && isBigNumberNext() else {
      return try scanValue(inner)
    }
    guard let value = try takeNumber(isRequired: true) else { return }
    ranks.insert(rank)
    if rank >= leastRank, rank < row.amount?.rank ?? .max { row.amount = (rank, value) }
  }

  private mutating func takeProof(
    into row: inout ClaimRow,
    _ inner: Surroundings
  ) throws(JSONError) {
    let kind = try reader.kind()
    // `proofs` is also the name of tables of claims.
    guard kind == .string || reader.isTextArrayNext() else {
      return try scanValue(inner)
    }
    row.proofOffset = reader.position
    try reader.skip()
  }

  mutating func note(_ problem: String, at offset: Int) {
    guard problems.count < Self.problemLimit else { return }
    problems.append("\(FilePlace(offset: offset, in: reader.bytes)): \(problem)")
  }

  mutating func noteBareHex() { hasBareHex = true }
}
