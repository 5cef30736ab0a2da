import ClaimVerifier
import EVMTypes
import Foundation
import MerkleClaims
import TestSupport
import Testing

/// A small sum tree that was made outside of this project's code.
struct SumVector: Sendable, Decodable, CustomTestStringConvertible {
  struct Root: Sendable, Decodable {
    let hash: String
    let weight: String
    let share: String
    let paid: String
  }

  let rows: [[String]]
  let root: Root
  let first: String
  let last: String

  var testDescription: String { "\(rows.count) rows" }

  static let all: [SumVector] = {
    struct File: Decodable {
      let vectors: [SumVector]
    }
    let bytes = try? TestFile.bytes("Fixtures/vectors/sum-tree.json")
    return bytes.flatMap { try? JSONDecoder().decode(File.self, from: Data($0)).vectors } ?? []
  }()

  func leaves() throws -> [SumLeaf] {
    try rows.map {
      SumLeaf(
        account: try Address(text: $0[0].utf8),
        weight: UInt256($0[1]),
        share: UInt256($0[2]),
        paid: UInt256($0[3])
      )
    }
  }
}
