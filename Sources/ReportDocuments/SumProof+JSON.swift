import ClaimVerifier
import EVMTypes
import MerkleClaims
import StrictJSON

extension JSONValue {
  /// What proves rows in the sum tree; null without holders.
  static func sums(_ proof: SumProof?) -> JSONValue {
    guard let proof else { return .null }
    return .object([
      .init("first", .integer(proof.first)),
      .init("holders", .integer(proof.holderCount)),
      .init("root", .string(proof.root.description)),
      .init("left", .array(proof.left.map(sumNode))),
      .init("right", .array(proof.right.map(sumNode))),
    ])
  }

  private static func sumNode(_ node: SumNode) -> JSONValue {
    .object([
      .init("hash", .string(node.hash.description)),
      .init("weight", .amount(node.weight)),
      .init("share", .amount(node.share)),
      .init("paid", .amount(node.paid)),
    ])
  }
}

extension JSONCursor {
  /// What proves rows in the sum tree; whether it does is not judged here.
  func sums() throws(DocumentError) -> SumProof {
    try allow(["first", "holders", "root", "left", "right"])
    return SumProof(
      first: try member("first").count(),
      holderCount: try member("holders").count(),
      root: try member("root").digest(),
      left: try member("left").map { value throws(DocumentError) in try value.sumNode() },
      right: try member("right").map { value throws(DocumentError) in try value.sumNode() }
    )
  }

  private func sumNode() throws(DocumentError) -> SumNode {
    try allow(["hash", "weight", "share", "paid"])
    return SumNode(
      hash: try member("hash").digest(),
      weight: try member("weight").amount(),
      share: try member("share").amount(),
      paid: try member("paid").amount()
    )
  }
}
