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
  /// The leaves that the claims state; none where not all do.
  let statedLeaves: [Digest]
  /// Where the proof of all of them stands, in a file that holds a shard.
  let shardProofOffset: Int?
  /// The file.
  let bytes: [UInt8]
  /// Its lines.
  let places: FilePlaces

  init(_ section: ClaimScanner.Section, of scanner: ClaimScanner, _ places: FilePlaces) {
    self.statedRoot = section.root
    self.statedTotal = section.total
    self.columns = scanner.rows.columns(section.rows)
    self.scopes = Array(scanner.rows.scopes[section.rows])
    self.offsets = Array(scanner.rows.offsets[section.rows])
    self.proofOffsets = Array(scanner.rows.proofOffsets[section.rows])
    self.statedLeaves = scanner.rows.leaves(section.rows)
    self.shardProofOffset = section.proofOffset
    self.bytes = scanner.reader.bytes
    self.places = places
    let mixed = Array(scanner.rows.mixedCases(in: section.rows))
    let claimants = columns.accounts
    let accounts = mixed.map { claimants[$0.row - section.rows.lowerBound] }
    var remarks: [String] = []
    for (index, upperCase) in AccountChecksums.upperCases(of: accounts).enumerated()
    where mixed[index].upperCase != upperCase && remarks.count < ClaimScanner.problemLimit {
      let place = places.place(at: scanner.rows.offsets[mixed[index].row])
      remarks.append("\(place): \(accounts[index]): the account's EIP-55 checksum is wrong")
    }
    for doubt in scanner.remarks where section.covers(doubt.offset, in: scanner) {
      remarks.append("\(places.place(at: doubt.offset)): \(doubt.text)")
    }
    for name in scanner.rows.partialColumns(section.rows) {
      remarks.append("only some of the claims state \(name), so none of them was used")
    }
    self.remarks = remarks
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
    self.statedLeaves = []
    self.shardProofOffset = nil
    self.bytes = table.bytes
    self.places = FilePlaces(in: table.bytes)
  }

  /// How many claims have a proof.
  public var proofCount: Int { proofOffsets.count { $0 >= 0 } }

  /// A claim as a person finds it.
  ///
  /// - Parameter row: The claim.
  /// - Returns: The line of the file, the account and the token.
  public func place(ofClaim row: Int) -> String {
    let token = columns.tokens.isEmpty ? "" : ", token \(columns.tokens[row])"
    return "\(places.place(at: offsets[row])): \(columns.accounts[row])\(token)"
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

  /// The claims of the same account, token and index as an earlier one, each in one line, at most 50.
  ///
  /// Rewards that a format adds up are none.
  public var duplicates: [String] {
    columns.repeatedClaims { columns.indexes.isEmpty ? .zero : columns.indexes[$0] }
      .prefix(ClaimScanner.problemLimit).map { row, first in
        "\(places.place(at: offsets[row])): \(columns.accounts[row]) stands here again; "
          + "first at \(places.place(at: offsets[first]))"
      }
  }
}
