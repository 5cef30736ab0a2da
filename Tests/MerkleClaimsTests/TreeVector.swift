import EVMTypes
import Foundation
import MerkleClaims
import TestSupport
import Testing

/// A small tree of a format, made outside of this project's code.
struct TreeVector: Sendable, Decodable, CustomTestStringConvertible {
  let preset: String
  let inputs: [[String]]
  let root: String
  let firstProof: [String]
  let lastProof: [String]
  let note: String

  private enum CodingKeys: String, CodingKey {
    case preset, inputs, root, note
    case firstProof = "proof_first"
    case lastProof = "proof_last"
  }

  var testDescription: String { "\(preset), \(inputs.count)" }

  static let all: [TreeVector] = {
    let bytes = try? TestFile.bytes("Fixtures/vectors/tree-vectors.json")
    return bytes.flatMap { try? JSONDecoder().decode([TreeVector].self, from: Data($0)) } ?? []
  }()

  static let formats: [String: TreeFormat] = [
    "oz-standard-v1 address,uint256": .openZeppelin,
    "oz-standard-v1 address,uint256 unsorted": .openZeppelin.ordered(.given),
    "sablier-evm uint,address,uint256": .sablier,
    "uniswap-v1": .uniswap,
    "packed-addr-amount (1inch-32/ENS)": .cumulative,
    "packed-addr-amount unsorted (Morpho age)": .cumulative.ordered(.given),
    "merkl (user,token,cumulative)": .merkl,
    "rocketpool-v1 (network 0, rpl=amount, eth=amount//3)": .rocketPool,
    "eigenlayer (2 tokens: amount, amount+1)": .eigenLayer,
    "convex-ascii": .convex,
    "1inch-128 salted (CumulativeMerkleDrop128)": .cumulative128,
    "1inch-128 signature drop (unsorted leaves)": .cumulative128.ordered(.given),
    "murky odd=keccak(x,0) unsorted": .murky,
    "duplicate-odd (Sablier Solana style nodes)": .duplicateOdd,
  ]

  /// The claims by columns, those of each input next to each other.
  func columns() throws -> ClaimColumns {
    let isSalted = inputs[0].count == 3
    let accounts = try inputs.map { try Address(text: $0[isSalted ? 1 : 0].utf8) }
    let amounts = inputs.map { UInt256($0[isSalted ? 2 : 1]) }
    var columns = ClaimColumns(count: inputs.count)
    columns.accounts = accounts
    columns.amounts = [amounts]
    switch preset.prefix(5) {
    case "eigen":
      let tokens = try tokens()
      columns.count *= tokens.count
      columns.accounts = accounts.flatMap { [$0, $0] }
      columns.tokens = accounts.flatMap { _ in tokens }
      columns.amounts = [try amounts.flatMap { [$0, try $0.adding(1)] }]
    case "merkl": columns.tokens = try accounts.map { _ in try tokens()[0] }
    case "rocke":
      columns.numbers = accounts.map { _ in .zero }
      columns.amounts.append(
        try amounts.map { try #require($0.quotientAndRemainder(dividingBy: 3)).quotient }
      )
    default: columns.indexes = columns.rowNumbers
    }
    if isSalted {
      columns.salts = try inputs.map { try #require(Hex.bytes(of: Array($0[0].utf8.dropFirst(2)))) }
    }
    return columns
  }

  /// The tokens, which the note of the vector names.
  private func tokens() throws -> [Address] {
    try #require(note.split(separator: "=").last).split(separator: ",")
      .map { try Address(text: $0.utf8) }
  }
}
