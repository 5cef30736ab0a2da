import EVMTypes
public import MerkleClaims
import TextChunks

extension TreeDocuments {
  /// One claim with its proof, as the tools of an ecosystem give it to a claimant.
  ///
  /// - Parameters:
  ///   - row: The claim.
  ///   - tree: The tree, in one of the formats openzeppelin, uniswap, sablier, merkl and rocketpool.
  ///   - columns: Its claims.
  /// - Returns: A JSON object; `nil` for another format, or a claim that is not in the tree.
  public static func claim(
    _ row: Int,
    in tree: DistributionTree,
    _ columns: ClaimColumns
  ) -> String? {
    guard tree.leaf(ofClaim: row) != nil else { return nil }
    var text = TextBytes()
    switch tree.format.name {
    case TreeFormat.openZeppelin.name:
      text.append(
        "{\"value\":[\"\(columns.accounts[row])\",\"\(columns.amounts[0][row])\"],\"proof\":["
      )
      appendProof(ofClaim: row, in: tree, to: &text)
      text.append("]}")
    case TreeFormat.uniswap.name: appendUniswapClaim(row, of: columns, in: tree, to: &text)
    case TreeFormat.sablier.name:
      text.append("{\"index\":\(columns.indexes[row]),\"proof\":[")
      appendProof(ofClaim: row, in: tree, to: &text)
      text.append(
        "],\"address\":\"\(columns.accounts[row])\",\"amount\":\"\(columns.amounts[0][row])\"}"
      )
    case TreeFormat.merkl.name:
      // The four arrays that the distributor's `claim` takes.
      text.append(
        "{\"users\":[\"\(columns.accounts[row])\"],\"tokens\":[\"\(columns.tokens[row])\"],"
      )
      text.append("\"amounts\":[\"\(columns.amounts[0][row])\"],\"proofs\":[[")
      appendProof(ofClaim: row, in: tree, to: &text)
      text.append("]]}")
    case TreeFormat.rocketPool.name, TreeFormat.rocketPool4.name:
      appendRocketPoolClaim(row, of: columns, in: tree, to: &text)
    default: return nil
    }
    return String(decoding: text.bytes, as: UTF8.self)
  }

  static func appendUniswapClaim(
    _ row: Int,
    of columns: ClaimColumns,
    in tree: DistributionTree,
    to text: inout TextBytes
  ) {
    text.append("{\"index\":")
    text.append(columns.indexes[row])
    text.append(",\"amount\":\"")
    text.append(evenHex: columns.amounts[0][row])
    text.append("\",\"proof\":[")
    appendProof(ofClaim: row, in: tree, to: &text)
    text.append("]}")
  }

  static func appendRocketPoolClaim(
    _ row: Int,
    of columns: ClaimColumns,
    in tree: DistributionTree,
    to text: inout TextBytes
  ) {
    text.append("{\"rewardNetwork\":")
    text.append(columns.numbers[row])
    text.append(",\"collateralRpl\":\"")
    text.append(columns.amounts[0][row])
    text.append("\",\"oracleDaoRpl\":\"0\",\"smoothingPoolEth\":\"")
    text.append(columns.amounts[1][row])
    if columns.amounts.count > 2 {
      text.append("\",\"voterShareEth\":\"")
      text.append(columns.amounts[2][row])
    }
    text.append("\",\"merkleProof\":[")
    appendProof(ofClaim: row, in: tree, to: &text)
    text.append("]}")
  }

  static func appendProof(ofClaim row: Int, in tree: DistributionTree, to text: inout TextBytes) {
    var isFirst = true
    let byteCount = tree.format.node.byteCount
    tree.forEachSibling(ofClaim: row) { sibling in
      if !isFirst { text.append(",") }
      isFirst = false
      text.append(quoted: sibling, byteCount: byteCount)
    }
  }
}
