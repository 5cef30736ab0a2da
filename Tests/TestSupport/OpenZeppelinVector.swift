public import EVMTypes
import Foundation

/// A tree over (address, uint256) as OpenZeppelin's own library makes it.
public struct OpenZeppelinVector: Sendable, Decodable {
  /// Whether the leaves stand in the order of the inputs.
  public var isUnsorted: Bool { preset.hasSuffix("unsorted") }
  /// The accounts and amounts, in the order that they were given in.
  public var claims: [(account: Address, amount: UInt256)] {
    inputs.compactMap { row in
      (try? Address(text: row[0].utf8)).map { ($0, UInt256(row[1])) }
    }
  }
  /// The root.
  public var rootDigest: Digest? { Digest(text: root.utf8) }
  /// The first input's proof.
  public var firstProof: [Digest] { first.compactMap { Digest(text: $0.utf8) } }
  /// The last input's proof.
  public var lastProof: [Digest] { last.compactMap { Digest(text: $0.utf8) } }

  private let preset: String
  private let inputs: [[String]]
  private let root: String
  private let first: [String]
  private let last: [String]

  private enum CodingKeys: String, CodingKey {
    case preset, inputs, root
    case first = "proof_first"
    case last = "proof_last"
  }

  private struct File: Decodable {
    let vectors: [OpenZeppelinVector]
  }

  /// Reads all vectors.
  ///
  /// - Returns: The 14 vectors.
  /// - Throws: The system's error.
  public static func all() throws -> [OpenZeppelinVector] {
    let bytes = try TestFile.bytes("Fixtures/vectors/openzeppelin-standard-v1.json")
    return try JSONDecoder().decode(File.self, from: Data(bytes)).vectors
  }
}
