public import EVMTypes
public import MerkleClaims
import StrictJSON

/// One proof for several claims of a tree, in a file.
///
/// Leaves, proof and flags stand under the names and in the order in which OpenZeppelin's contracts take them.
public struct MultiProofDocument: Sendable, Hashable {
  /// What stands under the key `format`.
  public static let format = "revshare-multiproof-1"

  /// The tree's root.
  public let root: Digest
  /// The proof.
  public let proof: MultiProof

  /// Creates a document.
  ///
  /// - Parameters:
  ///   - root: The tree's root.
  ///   - proof: The proof.
  public init(root: Digest, proof: MultiProof) {
    self.root = root
    self.proof = proof
  }

  /// The document's bytes.
  public var bytes: [UInt8] {
    JSONValue.object([
      .init("format", .string(Self.format)),
      .init("root", .string(root.description)),
      .init("leaves", .array(proof.leaves.map { .string($0.description) })),
      .init("proof", .array(proof.siblings.map { .string($0.description) })),
      .init("proofFlags", .array(proof.flags.map { .bool($0) })),
    ]).canonicalBytes
  }

  /// Reads a document.
  ///
  /// - Parameter bytes: The document.
  /// - Throws: ``DocumentError``.
  public init(parsing bytes: [UInt8]) throws(DocumentError) {
    let document = try JSONCursor(parsing: bytes, formats: [Self.format])
    try document.allow(["format", "root", "leaves", "proof", "proofFlags"])
    self.root = try document.member("root").digest()
    self.proof = MultiProof(
      leaves: try document.member("leaves").map { value throws(DocumentError) in try value.digest()
      },
      siblings: try document.member("proof").map { value throws(DocumentError) in
        try value.digest()
      },
      flags: try document.member("proofFlags").map { value throws(DocumentError) in
        try value.truth()
      }
    )
  }

  /// What does not fit: nothing, where the leaves lead to the root.
  public var problems: [String] {
    guard let found = proof.root else { return ["leaves, proof and flags do not fit each other"] }
    return found == root ? [] : ["the proof leads to \(found), not to the root \(root)"]
  }
}
