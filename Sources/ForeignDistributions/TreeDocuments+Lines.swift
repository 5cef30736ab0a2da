import EVMTypes
public import MerkleClaims
public import TextChunks

extension TreeDocuments {
  /// Claims with their proofs, one JSON object a line, in the order of the claims.
  ///
  /// - Parameters:
  ///   - tree: The tree.
  ///   - columns: Its claims.
  /// - Returns: The lines.
  public static func proofLines(of tree: DistributionTree, _ columns: ClaimColumns) -> ChunkedText {
    let checksums = AccountChecksums.upperCases(of: columns.accounts)
    return ChunkedText(parts: [
      .items(count: columns.count, separator: "") { row, text in
        text.append("{")
        appendFields(of: columns, row, checksums, to: &text)
        appendPath(ofClaim: row, in: tree, to: &text)
        text.append("}\n")
      }
    ])
  }

  /// A claim with its proof: one of the lines.
  ///
  /// - Parameters:
  ///   - row: The claim.
  ///   - tree: The tree.
  ///   - columns: Its claims.
  /// - Returns: The object, without a line feed.
  public static func proofLine(
    ofClaim row: Int,
    in tree: DistributionTree,
    _ columns: ClaimColumns
  ) -> String {
    var text = TextBytes()
    let claim = columns.selecting([row])
    text.append("{")
    appendFields(of: claim, 0, AccountChecksums.upperCases(of: claim.accounts), to: &text)
    appendPath(ofClaim: row, in: tree, to: &text)
    text.append("}")
    return String(decoding: text.bytes, as: UTF8.self)
  }

  /// A table of claims in CSV, which `revshare tree` reads again.
  ///
  /// - Parameter columns: The claims.
  /// - Returns: The table, with a header.
  public static func table(of columns: ClaimColumns) -> ChunkedText {
    let checksums = AccountChecksums.upperCases(of: columns.accounts)
    let names = [
      (columns.indexes.isEmpty, "index"), (columns.accounts.isEmpty, "account"),
      (columns.tokens.isEmpty, "token"), (columns.amounts.isEmpty, "amount"),
    ].filter { !$0.0 }.map(\.1)
    return ChunkedText(parts: [
      .text(names.joined(separator: ",") + "\n"),
      .items(count: columns.count, separator: "") { row, text in
        if !columns.indexes.isEmpty {
          text.append(columns.indexes[row])
          text.append(",")
        }
        if !columns.accounts.isEmpty {
          text.append(columns.accounts[row], upperCase: checksums[row])
          text.append(",")
        }
        if !columns.tokens.isEmpty { text.append("\(columns.tokens[row]),") }
        if let amounts = columns.amounts.first { text.append(amounts[row]) }
        text.append("\n")
      },
    ])
  }

  private static func appendFields(
    of columns: ClaimColumns,
    _ row: Int,
    _ checksums: [UInt64],
    to text: inout TextBytes
  ) {
    func append(_ name: String, _ value: UInt256) {
      text.append("\"\(name)\":\"")
      text.append(value)
      text.append("\",")
    }
    if !columns.accounts.isEmpty {
      text.append("\"account\":\"")
      text.append(columns.accounts[row], upperCase: checksums[row])
      text.append("\",")
    }
    if !columns.tokens.isEmpty { text.append("\"token\":\"\(columns.tokens[row])\",") }
    if !columns.beneficiaries.isEmpty {
      text.append("\"beneficiary\":\"\(columns.beneficiaries[row])\",")
    }
    if !columns.indexes.isEmpty { append("index", columns.indexes[row]) }
    if !columns.numbers.isEmpty {
      append(columns.accounts.isEmpty ? "operator" : "network", columns.numbers[row])
    }
    let names =
      columns.amounts.count > 1
      ? ["rpl", "eth", "voter_share"]
      : [columns.accounts.isEmpty && !columns.numbers.isEmpty ? "shares" : "amount"]
    for (name, amounts) in zip(names, columns.amounts) { append(name, amounts[row]) }
    if !columns.hashes.isEmpty {
      text.append("\"hash\":")
      text.append(quoted: columns.hashes[row])
      text.append(",")
    }
    if !columns.salts.isEmpty {
      text.append(
        "\"salt\":\"0x\(String(decoding: Hex.digits(of: columns.salts[row]), as: UTF8.self))\","
      )
    }
  }

  private static func appendPath(
    ofClaim row: Int,
    in tree: DistributionTree,
    to text: inout TextBytes
  ) {
    guard let leaf = tree.leaf(ofClaim: row) else {
      text.append("\"leaf\":null,\"proof\":null")
      return
    }
    text.append("\"leaf\":")
    text.append(quoted: leaf, byteCount: tree.format.node.byteCount)
    if case .byAccount = tree.format.grouping, let path = tree.path(ofClaim: row) {
      text.append(",\"tokenIndex\":\(path.position),\"tokenProof\":[")
      append(path.siblings, to: &text)
      text.append("],\"index\":\(path.groupPosition ?? 0),\"proof\":[")
      append(path.groupSiblings, to: &text)
    } else {
      text.append(",\"proof\":[")
      appendProof(ofClaim: row, in: tree, to: &text)
    }
    text.append("]")
  }

  private static func append(_ siblings: [Digest], to text: inout TextBytes) {
    for (place, sibling) in siblings.enumerated() {
      if place > 0 { text.append(",") }
      text.append(quoted: sibling)
    }
  }
}
