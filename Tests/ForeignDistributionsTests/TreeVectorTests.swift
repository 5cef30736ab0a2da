import EVMTypes
import Foundation
import MerkleClaims
import StrictJSON
import Testing

/// The vectors of formats whose tree is a single one, 91 of 98: EigenLayer's nests another.
@Suite struct TreeVectorTests {
  struct Vector: Sendable, CustomTestStringConvertible {
    let preset: String
    let inputs: [[String]]
    let root: String
    let firstProof: [String]
    let lastProof: [String]

    var testDescription: String { "\(preset), \(inputs.count)" }
  }

  static let formats: [String: TreeFormat] = [
    "oz-standard-v1 address,uint256": .openZeppelin,
    "oz-standard-v1 address,uint256 unsorted": .openZeppelin.ordered(.given),
    "sablier-evm uint,address,uint256": .sablier,
    "uniswap-v1": .uniswap,
    "packed-addr-amount (1inch-32/ENS)": .cumulative,
    "packed-addr-amount unsorted (Morpho age)": .cumulative.ordered(.given),
    "merkl (user,token,cumulative)": .merkl,
    "rocketpool-v1 (network 0, rpl=amount, eth=amount//3)": .rocketPool,
    "convex-ascii": .convex,
    "1inch-128 salted (CumulativeMerkleDrop128)": .cumulative128,
    "1inch-128 signature drop (unsorted leaves)": .cumulative128.ordered(.given),
    "murky odd=keccak(x,0) unsorted": .murky,
    "duplicate-odd (Sablier Solana style nodes)": .duplicateOdd,
  ]

  static let vectors: [Vector] = {
    let url = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .appending(path: "Fixtures/vectors/tree-vectors.json")
    guard let data = try? Data(contentsOf: url),
      let rows = try? JSONSerialization.jsonObject(with: data) as? [[String: Any]]
    else { return [] }
    return rows.compactMap { row in
      guard let preset = row["preset"] as? String, formats[preset] != nil,
        let inputs = row["inputs"] as? [[String]], let root = row["root"] as? String,
        let first = row["proof_first"] as? [String], let last = row["proof_last"] as? [String]
      else { return nil }
      return Vector(
        preset: preset,
        inputs: inputs,
        root: root,
        firstProof: first,
        lastProof: last
      )
    }
  }()

  @Test func allVectorsAreThere() {
    #expect(Self.vectors.count == 91)
  }

  @Test("A tree has the root and proofs of the vector", arguments: vectors)
  func treeAgrees(vector: Vector) throws {
    let format = try #require(Self.formats[vector.preset])
    let claims = try vector.inputs.enumerated().map { try Self.claim($1, index: $0, vector.preset) }
    let leaves = try claims.map { try #require(format.leaf.hash(of: $0)) }
    let tree = try #require(FormatTree(leaves: leaves, order: format.order, node: format.node))
    let width = 2 + 2 * format.node.byteCount
    let text = { (digest: Digest) in String(digest.description.prefix(width)) }
    #expect(text(tree.root) == vector.root)
    #expect(tree.proof(ofClaim: 0).map { text($0.sibling) } == vector.firstProof)
    #expect(tree.proof(ofClaim: claims.count - 1).map { text($0.sibling) } == vector.lastProof)
  }

  private static func claim(_ fields: [String], index: Int, _ preset: String) throws -> ClaimRecord
  {
    let salted = fields.count == 3
    let account = try Address(text: fields[salted ? 1 : 0].utf8)
    let amount = try #require(UInt256(decimal: fields[salted ? 2 : 1].utf8))
    var amounts = [amount]
    if preset.hasPrefix("rocketpool") {
      amounts.append(try #require(amount.quotientAndRemainder(dividingBy: 3)).quotient)
    }
    return ClaimRecord(
      account: account,
      amounts: amounts,
      index: UInt256(UInt64(index)),
      token: try Address(text: "0xa6dc8f6ce9a7ffb585dbb4c4d91d4ce65cc43fc8".utf8),
      number: .zero,
      salt: salted ? Hex.bytes(of: Array(fields[0].utf8.dropFirst(2))) ?? [] : []
    )
  }
}
