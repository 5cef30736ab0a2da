public import EVMTypes
import MerkleClaims
public import StrictJSON

/// A published distribution of any protocol, read by the names of its fields.
///
/// Claims stand in an object whose keys are accounts, or in an array of objects that name an account. Amounts
/// are decimal or hexadecimal text, JSON numbers of any size, or `{"type":"BigNumber","hex":...}`.
public struct ForeignFile: Sendable, Hashable {
  /// The root that the file states.
  public let statedRoot: Digest?
  /// The total that the file states, in base units.
  public let statedTotal: UInt256?
  /// The claims, in the order of the file.
  public let claims: [ForeignClaim]
  /// What is doubtful about the file, each in one line: duplicates, wrong checksums.
  public let remarks: [String]

  /// Reads a file.
  ///
  /// - Parameter document: The file's JSON.
  /// - Throws: ``ForeignFileError``.
  public init(_ document: JSONValue) throws(ForeignFileError) {
    let document = FieldNames.container(document)
    guard case .object(let members) = document else { throw .noClaims }
    guard let table = members.first(where: { ClaimTable.isTable($0.value) }) else {
      throw .noClaims
    }
    var reader = ClaimTable(name: table.key)
    try reader.read(table.value)
    self.claims = reader.claims
    self.remarks = reader.remarks
    self.statedRoot = try FieldNames.root(members)
    self.statedTotal = try FieldNames.total(members)
  }
}

/// Why a file is not a distribution that can be read.
public enum ForeignFileError: Error, Sendable, Hashable {
  /// No member holds claims by account.
  case noClaims
  /// This field is no number, or could be two.
  case badNumber(String, String)
  /// This field is not 32 bytes in hexadecimal digits.
  case badHash(String)
  /// A claim lacks an amount.
  case noAmount(String)
}

extension ForeignFileError: CustomStringConvertible {
  /// The fact and the place, in one line.
  public var description: String {
    switch self {
    case .noClaims: "no member of the file holds claims by account"
    case .badNumber(let place, let text):
      "\(place): \(text) is not a number that can be read in one way"
    case .badHash(let place): "\(place): not 32 bytes in hexadecimal digits"
    case .noAmount(let place): "\(place): no amount"
    }
  }
}
