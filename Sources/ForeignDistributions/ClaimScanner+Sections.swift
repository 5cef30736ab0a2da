import EVMTypes
import StrictJSON

/// What objects state of the claims within them.
extension ClaimScanner {
  /// The root and the total that an object states.
  struct Statement {
    var root: Digest?
    var total: UInt256?
    /// The names under which a total was stated.
    var totalNames: [[UInt8]] = []
  }

  /// Ends a distribution: the claims of an object that states a root, or holds a shard.
  mutating func closeSection(
    _ statement: Statement,
    _ proofOffset: Int?,
    firstRow: Int,
    firstSection: Int
  ) {
    guard openRow < rows.count else {
      return compare(statement, firstSection: firstSection)
    }
    // Without a root a total is that of a part: Merkl's files state the budget of each campaign.
    guard statement.root != nil || proofOffset != nil else { return }
    if openRow < firstRow {
      sections.append(Section(rows: openRow..<firstRow, end: reader.position))
    }
    sections.append(
      Section(
        rows: max(openRow, firstRow)..<rows.count,
        root: statement.root,
        total: statement.total,
        proofOffset: proofOffset,
        end: reader.position
      )
    )
    openRow = rows.count
  }

  /// Compares what is stated around distributions with what they state themselves.
  private mutating func compare(_ statement: Statement, firstSection: Int) {
    let inner = sections.indices[firstSection...]
    if let root = statement.root, inner.contains(where: { sections[$0].root != root }) {
      note("the root \(root) is stated around claims that have another one", at: reader.position)
    }
    guard let total = statement.total, inner.count == 1, let only = inner.first else { return }
    if let stated = sections[only].total, stated != total {
      note("the total \(total) is stated around claims that state \(stated)", at: reader.position)
    }
    sections[only].total = total
  }

  /// A root, which some files wrap in an object of its own beside the claims, with the total.
  mutating func takeRoot(_ statement: inout Statement) throws(JSONError) {
    let offset = reader.position
    switch try reader.kind() {
    case .string:
      let text = try reader.text()
      guard let root = ProofText.digest(reader.bytes(of: text)) else {
        return note("the root is not 32 or 16 bytes in hexadecimal digits", at: offset)
      }
      if let other = statement.root, other != root {
        note("a second root is stated here; the first one is \(other)", at: offset)
      }
      statement.root = root
    case .object:
      try reader.enter()
      while try reader.hasNext() {
        let name = reader.bytes(of: try reader.key())
        switch FieldName(name) {
        case .root: try takeRoot(&statement)
        case .total: try takeTotal(&statement, name)
        default: try reader.skip()
        }
      }
    case .array, .number, .word: try reader.skip()
    }
  }

  /// A total, where it counts base units; of several names the first one counts.
  mutating func takeTotal(
    _ statement: inout Statement,
    _ name: ArraySlice<UInt8>
  ) throws(JSONError) {
    let offset = reader.position
    let kind = try reader.kind()
    guard kind == .string || kind == .number || isBigNumberNext() else {
      // Totals by kind, or a table of that name.
      return try reader.skip()
    }
    let total = try takeNumber(isRequired: false)
    if statement.totalNames.contains(where: { $0.elementsEqual(name) }) {
      note("the total is stated again here", at: offset)
    }
    statement.totalNames.append(Array(name))
    if total == nil {
      remark("the stated total is no number of base units; it was not compared", at: offset)
    }
    statement.total = statement.total ?? total
  }

  /// Whether an object that names an account and an amount stands around a distribution, and is no claim.
  func isAround(_ statement: Statement, firstRow: Int) -> Bool {
    guard firstRow < rows.count else { return false }
    return statement.root != nil || rows.proofOffsets[firstRow...].contains { $0 >= 0 }
  }

  /// An object in which there is neither a claim nor anything around one.
  mutating func passOver(_ row: ClaimRow, isMember: Bool) {
    guard row.account != nil else {
      if row.proofOffset != nil, row.amounts != nil {
        note("a claim with a proof, but without an account that can be read", at: row.offset)
      }
      return
    }
    if let amount = row.unreadableAmountThatCounts {
      note("\(amount.text) is not a number that can be read in one way", at: amount.offset)
    } else if row.proofOffset != nil {
      note("a claim with a proof, but without an amount that can be read", at: row.offset)
    } else if isMember {
      remark("an account without an amount; it was passed over", at: row.offset)
    }
  }

  mutating func noteRoot(_ root: Digest) {
    rowRoot = !hasRowRoots || rowRoot == root ? root : nil
    hasRowRoots = true
  }
}

extension ClaimScanner.Section {
  /// Whether a place of the file is for this section: not behind it, but behind the one before.
  func covers(_ offset: Int, in scanner: ClaimScanner) -> Bool {
    scanner.sections.first { offset < $0.end }.map { $0.rows == rows }
      ?? (scanner.sections.last?.rows == rows)
  }
}
