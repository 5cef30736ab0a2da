import EVMTypes
import MerkleClaims
import StrictJSON

/// Reads the member of a file that holds its claims.
struct ClaimTable {
  private let name: String
  private(set) var claims: [ForeignClaim] = []
  private(set) var remarks: [String] = []
  private var isBareHex = false

  init(name: String) {
    self.name = name
  }

  /// Whether a value is an object with accounts as keys, or an array of objects that name one.
  static func isTable(_ value: JSONValue) -> Bool {
    switch value {
    case .object(let members):
      !members.isEmpty && members.allSatisfy { account($0.key) != nil }
    case .array(let elements):
      !elements.isEmpty
        && elements.allSatisfy {
          guard case .object(let members) = $0 else { return false }
          return FieldNames.first(FieldNames.accounts, in: members) != nil
        }
    case .string, .number, .bool, .null: false
    }
  }

  mutating func read(_ table: JSONValue) throws(ForeignFileError) {
    let rows = Self.rows(table)
    isBareHex = rows.contains { row in
      guard case .object(let members) = row.value else { return NumberText.isBareHex(row.value) }
      return FieldNames.first(FieldNames.amounts, in: members).map {
        NumberText.isBareHex($0.value)
      }
        ?? false
    }
    var seen: Set<Address> = []
    for (index, row) in rows.enumerated() {
      let place = "\(name).\(row.key.isEmpty ? "\(index)" : row.key)"
      guard let account = Self.account(row.key) else { throw .badNumber(place, row.key) }
      if (try? Address(text: row.key.utf8)) == nil {
        remarks.append("\(place): the account's EIP-55 checksum is wrong")
      }
      if !seen.insert(account).inserted {
        remarks.append("\(place): the account stands here twice")
      }
      try read(row.value, of: account, at: place)
    }
  }

  private static func rows(_ table: JSONValue) -> [(key: String, value: JSONValue)] {
    switch table {
    case .object(let members): members.map { ($0.key, $0.value) }
    case .array(let elements):
      elements.map { element in
        guard case .object(let members) = element,
          case .string(let text)? = FieldNames.first(FieldNames.accounts, in: members)?.value
        else { return ("", element) }
        return (text, element)
      }
    case .string, .number, .bool, .null: []
    }
  }

  /// An account with or without a right checksum.
  private static func account(_ text: String) -> Address? {
    guard text.utf8.starts(with: "0x".utf8),
      let bytes = Hex.bytes(of: Array(text.utf8.dropFirst(2)))
    else { return nil }
    return Address(bytes: bytes)
  }

  private mutating func read(
    _ row: JSONValue,
    of account: Address,
    at place: String
  ) throws(ForeignFileError) {
    guard case .object(let members) = row else {
      let amount = try NumberText.number(row, at: place, isBareHex: isBareHex)
      claims.append(
        ForeignClaim(
          record: ClaimRecord(account: account, amounts: [amount]),
          proof: nil,
          place: place
        )
      )
      return
    }
    if case .object(let tokens)? = members.first(where: { $0.key == "tokens" })?.value {
      for token in tokens {
        guard case .object(let fields) = token.value, let address = Self.account(token.key) else {
          throw .noAmount("\(place).tokens.\(token.key)")
        }
        try append(fields, account, token: address, at: "\(place).tokens.\(token.key)")
      }
      return
    }
    try append(members, account, token: nil, at: place)
  }

  private mutating func append(
    _ members: [JSONValue.Member],
    _ account: Address,
    token: Address?,
    at place: String
  ) throws(ForeignFileError) {
    let field = { (key: String) in members.first { $0.key == key }?.value }
    let address = { (key: String) -> Address? in
      guard case .string(let text)? = field(key) else { return nil }
      return Self.account(text)
    }
    let index = try field("index").map { value throws(ForeignFileError) in
      try NumberText.number(value, at: "\(place).index", isBareHex: false)
    }
    let network = try field("rewardNetwork").map { value throws(ForeignFileError) in
      try NumberText.number(value, at: "\(place).rewardNetwork", isBareHex: false)
    }
    claims.append(
      ForeignClaim(
        record: ClaimRecord(
          account: account,
          amounts: try amounts(members, at: place),
          index: index,
          token: token ?? address("token") ?? address("reward"),
          beneficiary: address("beneficiary"),
          number: network
        ),
        proof: try proof(members, at: place),
        place: place
      )
    )
  }

  /// The amounts that a leaf holds: one, or Rocket Pool's RPL (collateral and oracle DAO together) and
  /// ETH.
  private func amounts(
    _ members: [JSONValue.Member],
    at place: String
  ) throws(ForeignFileError) -> [UInt256] {
    let read = { (key: String) throws(ForeignFileError) -> UInt256? in
      guard let member = members.first(where: { $0.key == key }) else { return nil }
      return try NumberText.number(member.value, at: "\(place).\(key)", isBareHex: isBareHex)
    }
    if let collateral = try read("collateralRpl"), let eth = try read("smoothingPoolEth") {
      let oracle = try read("oracleDaoRpl") ?? .zero
      guard let rpl = try? collateral.adding(oracle) else { throw .noAmount(place) }
      if let voter = try read("voterShareEth") { return [rpl, eth, voter] }
      return [rpl, eth]
    }
    guard let member = FieldNames.first(FieldNames.amounts, in: members) else {
      throw .noAmount(place)
    }
    return [
      try NumberText.number(member.value, at: "\(place).\(member.key)", isBareHex: isBareHex)
    ]
  }

  private func proof(
    _ members: [JSONValue.Member],
    at place: String
  ) throws(ForeignFileError) -> [Digest]? {
    guard let member = FieldNames.first(FieldNames.proofs, in: members),
      case .array(let elements) = member.value
    else { return nil }
    var proof: [Digest] = []
    for (index, element) in elements.enumerated() {
      proof.append(try FieldNames.digest(element, at: "\(place).\(member.key)[\(index)]"))
    }
    return proof
  }
}
