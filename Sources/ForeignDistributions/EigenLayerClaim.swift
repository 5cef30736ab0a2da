public import EVMTypes
import MerkleClaims
import StrictJSON

/// A claim on EigenLayer's rewards with its proofs, as the claim generator writes it and the contract takes it.
///
/// - Source: Layr-Labs eigenlayer-rewards-proofs, `claimgen`; the members are written with or without a capital.
public struct EigenLayerClaim: Sendable {
  /// The root that the file states.
  public let statedRoot: Digest?
  /// The root that the earner's leaf leads to.
  public let root: Digest?
  /// Who claims.
  public let earner: Address
  /// The tokens that are claimed, with what was earned in all, in base units.
  public let amounts: [(token: Address, amount: UInt256)]
  /// The tokens whose proof does not lead to the earner's token root.
  public let problems: [String]

  /// Whether a file is such a claim, by its first bytes.
  ///
  /// - Parameter bytes: The file.
  /// - Returns: Whether it names an earner's proof.
  public static func isClaim(_ bytes: [UInt8]) -> Bool {
    bytes.count < 1_000_000
      && Member(try? JSONValue(parsing: bytes)).member("earnertreeproof") != nil
  }

  /// Reads a claim.
  ///
  /// - Parameter bytes: The file.
  /// - Throws: ``ForeignFileError`` when a member is missing or malformed.
  public init(parsing bytes: [UInt8]) throws(ForeignFileError) {
    let file: Member
    do {
      file = Member(try JSONValue(parsing: bytes))
    } catch {
      throw .malformed(error)
    }
    let format = TreeFormat.eigenLayer
    let leaf = file.member("earnerleaf")
    guard let earner = leaf?.member("earner")?.account,
      let tokenRoot = leaf?.member("earnertokenroot")?.digest,
      let position = file.member("earnerindex")?.count,
      let siblings = file.member("earnertreeproof")?.digests,
      let positions = (file.member("tokenindices") ?? file.member("leafindices"))?.elements,
      let proofs = file.member("tokentreeproofs")?.elements,
      let leaves = file.member("tokenleaves")?.elements,
      positions.count == leaves.count, proofs.count == leaves.count, !leaves.isEmpty
    else {
      throw .fields([
        "a claim has an earner, its token root, and proofs, indexes and leaves of tokens"
      ])
    }
    var amounts: [(token: Address, amount: UInt256)] = []
    var problems: [String] = []
    for (place, leaf) in leaves.enumerated() {
      guard let token = leaf.member("token")?.account,
        let amount = leaf.member("cumulativeearnings")?.number,
        let position = positions[place].count, let siblings = proofs[place].digests
      else {
        throw .fields(["token \(place): token, cumulative earnings, index or proof is malformed"])
      }
      var columns = ClaimColumns(count: 1)
      columns.tokens = [token]
      columns.amounts = [[amount]]
      let hash = format.leaf.hash(of: columns, at: 0)
      if format.node.root(from: hash, along: siblings, at: position) != tokenRoot {
        problems.append("token \(token): its proof does not lead to the earner's token root")
      }
      amounts.append((token, amount))
    }
    self.statedRoot = file.member("root")?.digest
    self.earner = earner
    self.amounts = amounts
    self.problems = problems
    self.root = format.root(ofAccount: earner, tokenRoot, along: siblings, at: position)
  }
}

/// A value whose members are looked up without regard to case.
private struct Member {
  private let value: JSONValue?

  init(_ value: JSONValue?) {
    self.value = value
  }

  func member(_ name: String) -> Member? {
    guard case .object(let members)? = value else { return nil }
    let found = members.filter { $0.key.lowercased() == name }
    // With and without a capital beside each other could mean either.
    return found.count == 1 ? Member(found[0].value) : nil
  }

  var elements: [Member]? {
    guard case .array(let elements)? = value else { return nil }
    return elements.map { Member($0) }
  }

  private var text: [UInt8]? {
    switch value {
    case .string(let text), .number(let text): Array(text.utf8)
    default: nil
    }
  }

  var number: UInt256? {
    text.flatMap { NumberText(isBareHex: false, decimals: nil).number(text: $0[...]) }
  }
  var count: Int? { number?.asUInt64.flatMap { Int(exactly: $0) } }
  var account: Address? { text.flatMap { AccountText.account($0[...])?.0 } }
  var digest: Digest? { text.flatMap { Digest(text: $0) } }

  /// Hashes in one text, one after another.
  var digests: [Digest]? {
    guard let digits = text.flatMap({ NumberText.prefixed($0[...]) }),
      digits.count.isMultiple(of: 64)
    else { return nil }
    var digests: [Digest] = []
    for start in stride(from: digits.startIndex, to: digits.endIndex, by: 64) {
      guard let digest = Digest(hexDigits: digits[start..<start + 64].span) else { return nil }
      digests.append(digest)
    }
    return digests
  }
}
