import EVMTypes
import StrictJSON

/// The names that protocols give to the same things.
enum FieldNames {
  static let amounts = [
    "amount", "accumulatedRewards", "cumulativeAmount", "cumulative", "accumulated", "value",
    "earnings", "total",
  ]
  static let proofs = ["proof", "merkleProof"]
  static let accounts = ["account", "address", "user", "recipient", "claimant"]
  static let roots = ["merkleRoot", "root"]
  static let totals = ["tokenTotal", "totalAmount", "total", "totalClaimable"]

  static func first(_ names: [String], in members: [JSONValue.Member]) -> JSONValue.Member? {
    for name in names {
      if let member = members.first(where: { $0.key == name }) { return member }
    }
    return nil
  }

  /// The document itself, or the one member that wraps it.
  static func container(_ document: JSONValue) -> JSONValue {
    guard case .object(let members) = document, members.count == 1,
      case .object(let inner) = members[0].value, inner.contains(where: { roots.contains($0.key) })
    else { return document }
    return members[0].value
  }

  static func root(_ members: [JSONValue.Member]) throws(ForeignFileError) -> Digest? {
    guard let member = first(roots, in: members) else { return nil }
    return try digest(member.value, at: member.key)
  }

  static func digest(_ value: JSONValue, at place: String) throws(ForeignFileError) -> Digest {
    guard case .string(let text) = value else { throw .badHash(place) }
    // Published files hold white space inside hashes.
    let bytes = text.utf8.filter { $0 > 0x20 }
    let digits = bytes.starts(with: "0x".utf8) ? bytes.dropFirst(2) : bytes[...]
    guard let hash = Hex.bytes(of: digits), let digest = Digest(bytes: hash) else {
      throw .badHash(place)
    }
    return digest
  }

  /// A stated total, where it counts base units.
  static func total(_ members: [JSONValue.Member]) throws(ForeignFileError) -> UInt256? {
    guard let member = first(totals, in: members) else { return nil }
    if case .object = member.value, NumberText.bigNumber(member.value) == nil { return nil }
    return try NumberText.number(member.value, at: member.key, isBareHex: false)
  }
}
