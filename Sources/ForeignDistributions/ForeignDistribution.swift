public import EVMTypes
public import MerkleClaims
import StrictJSON

/// The claims that one root is published for.
public struct ForeignDistribution: Sendable {
  /// The root that the file states.
  public let statedRoot: Digest?
  /// The total that the file states, in base units.
  public let statedTotal: UInt256?
  /// The claims, in the order of the file, with the columns that all of them have.
  public let columns: ClaimColumns
  /// What is doubtful about it, each in one line: duplicates, wrong checksums.
  public let remarks: [String]
  /// The number of the object that each claim stands in.
  let scopes: [Int32]
  /// Where each claim stands.
  let offsets: [Int]
  /// Where each claim's proof stands; -1 where it has none.
  let proofOffsets: [Int]
  /// Where the proof of all of them stands, in a file that holds a shard.
  let shardProofOffset: Int?
  /// The file.
  let bytes: [UInt8]

  init(_ section: ClaimScanner.Section, of scanner: ClaimScanner) {
    self.statedRoot = section.root
    self.statedTotal = section.total
    self.columns = scanner.rows.columns(section.rows)
    self.scopes = Array(scanner.rows.scopes[section.rows])
    self.offsets = Array(scanner.rows.offsets[section.rows])
    self.proofOffsets = Array(scanner.rows.proofOffsets[section.rows])
    self.shardProofOffset = section.proofOffset
    self.bytes = scanner.reader.bytes
    let mixed = scanner.rows.mixedCases.filter { section.rows.contains($0.row) }
    let claimants = columns.accounts
    let accounts = mixed.map { claimants[$0.row - section.rows.lowerBound] }
    var remarks: [String] = []
    for (index, upperCase) in AccountChecksums.upperCases(of: accounts).enumerated()
    where mixed[index].upperCase != upperCase && remarks.count < ClaimScanner.problemLimit {
      let place = FilePlace(offset: scanner.rows.offsets[mixed[index].row], in: bytes)
      remarks.append("\(place): \(accounts[index]): the account's EIP-55 checksum is wrong")
    }
    self.remarks = remarks + Self.duplicates(columns, scopes, offsets, bytes)
  }

  /// Takes a table of claims, which states no root and carries no proofs.
  ///
  /// - Parameter table: The table.
  public init(_ table: ClaimsTable) {
    self.statedRoot = nil
    self.statedTotal = nil
    self.columns = table.columns
    self.remarks = []
    self.scopes = [Int32](repeating: 0, count: table.columns.count)
    self.offsets = table.offsets.map { max($0, 0) }
    self.proofOffsets = [Int](repeating: -1, count: table.columns.count)
    self.shardProofOffset = nil
    self.bytes = table.bytes
  }

  /// How many claims have a proof.
  public var proofCount: Int { proofOffsets.count { $0 >= 0 } }

  /// A claim as a person finds it.
  ///
  /// - Parameter row: The claim.
  /// - Returns: The line of the file, the account and the token.
  public func place(ofClaim row: Int) -> String {
    let place = FilePlace(offset: offsets[row], in: bytes)
    let token = columns.tokens.isEmpty ? "" : ", token \(columns.tokens[row])"
    return "\(place): \(columns.accounts[row])\(token)"
  }

  /// A claim's proof as it stands in the file.
  ///
  /// - Parameters:
  ///   - row: The claim, which has a proof.
  ///   - siblings: Takes the siblings, from the leaf up; emptied before.
  /// - Returns: Whether each of them is a hash.
  func readProof(ofClaim row: Int, into siblings: inout [Digest]) -> Bool {
    ProofText.read(at: proofOffsets[row], in: bytes, into: &siblings)
  }

  private struct Key: Hashable {
    let scope: Int32
    let account: Address
    let token: Address?
    let index: UInt256?
  }

  private static func duplicates(
    _ columns: ClaimColumns,
    _ scopes: [Int32],
    _ offsets: [Int],
    _ bytes: [UInt8]
  ) -> [String] {
    var firstRows: [Key: Int] = [:]
    firstRows.reserveCapacity(columns.count)
    var remarks: [String] = []
    for row in 0..<columns.count {
      let key = Key(
        scope: scopes[row],
        account: columns.accounts[row],
        token: columns.tokens.isEmpty ? nil : columns.tokens[row],
        index: columns.indexes.isEmpty ? nil : columns.indexes[row]
      )
      guard let first = firstRows[key] else {
        firstRows[key] = row
        continue
      }
      guard remarks.count < ClaimScanner.problemLimit else { break }
      remarks.append(
        "\(FilePlace(offset: offsets[row], in: bytes)): \(columns.accounts[row]) stands here again; "
          + "first at \(FilePlace(offset: offsets[first], in: bytes))"
      )
    }
    return remarks
  }
}
