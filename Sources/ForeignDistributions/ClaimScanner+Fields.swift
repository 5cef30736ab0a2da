import EVMTypes
import StrictJSON

/// The fields of a claim.
extension ClaimScanner {
  mutating func take(
    _ field: FieldName,
    into row: inout ClaimRow,
    _ inner: Surroundings
  ) throws(JSONError) {
    switch field {
    case .account(let rank):
      if let (account, upperCase) = try takeAccount(inner), rank < row.accountRank {
        (row.account, row.upperCase, row.accountRank) = (account, upperCase, rank)
      }
    case .leaf: row.leaf = try takeLeaf(inner)
    case .token: row.token = try takeAccount(inner)?.0 ?? row.token
    case .beneficiary: row.beneficiary = try takeBeneficiary(into: &row, inner)
    case .index: row.index = try takeCount(into: &row)
    case .number: row.number = try takeCount(into: &row)
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
    noteRank(rank)
    let offset = reader.position
    let value = try takeNumber(isRequired: false)
    guard rank >= leastRank else { return }
    if let value {
      if rank < row.amount?.rank ?? .max { row.amount = (rank, value) }
    } else if rank < row.unreadableAmount?.rank ?? .max {
      // A problem only if it is the amount that counts.
      row.unreadableAmount = (rank, offset, shown(from: offset))
    }
  }

  private mutating func takeProof(
    into row: inout ClaimRow,
    _ inner: Surroundings
  ) throws(JSONError) {
    let kind = try reader.kind()
    // `proofs` is also the name of tables of claims.
    guard kind == .string || reader.isTextArrayNext() else {
      if kind != .word { row.otherProofOffset = reader.position }
      return try scanValue(inner)
    }
    row.proofOffset = reader.position
    try reader.skip()
  }

  private mutating func takeLeaf(_ inner: Surroundings) throws(JSONError) -> Digest? {
    guard try reader.kind() == .string else {
      try scanValue(inner)
      return nil
    }
    return ProofText.digest(reader.bytes(of: try reader.text()))
  }

  /// A number that is none of the amounts; what is no number is a doubt.
  private mutating func takeCount(into row: inout ClaimRow) throws(JSONError) -> UInt256? {
    let offset = reader.position
    let kind = try reader.kind()
    let value = try takeNumber(isRequired: false)
    if value == nil, kind == .string || kind == .number {
      row.doubts.append((offset, "the claim's index or number cannot be read"))
    }
    return value
  }

  private mutating func takeBeneficiary(
    into row: inout ClaimRow,
    _ inner: Surroundings
  ) throws(JSONError) -> Address? {
    let offset = reader.position
    let account = try takeAccount(inner)?.0
    if account == nil { row.doubts.append((offset, "the claim's beneficiary is not an account")) }
    return account
  }
}
