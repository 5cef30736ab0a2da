import EVMTypes
public import MerkleClaims
public import TextChunks

extension TreeDocuments {
  /// Claims as Uniswap's generator writes them: by account in the order of the checksummed texts.
  ///
  /// - Source: Uniswap merkle-distributor, `generate-merkle-root` and `parse-balance-map`.
  /// - Parameters:
  ///   - tree: The tree.
  ///   - columns: Its claims, with indexes.
  /// - Returns: The file without any white space, and a line feed; `nil` when the total is 2²⁵⁶ or more.
  public static func uniswap(of tree: DistributionTree, _ columns: ClaimColumns) -> ChunkedText? {
    guard let total = columns.total(ofColumn: 0) else { return nil }
    let order = ChecksumOrder.sorted(columns.accounts)
    let checksums = AccountChecksums.upperCases(of: columns.accounts)
    var head = TextBytes()
    head.append("{\"merkleRoot\":")
    head.append(quoted: tree.root)
    head.append(",\"tokenTotal\":\"")
    head.append(evenHex: total)
    head.append("\",\"claims\":{")
    return ChunkedText(parts: [
      .text(String(decoding: head.bytes, as: UTF8.self)),
      .items(count: columns.count, separator: ",") { place, text in
        let row = order[place]
        text.append("\"")
        text.append(columns.accounts[row], upperCase: checksums[row])
        text.append("\":")
        appendUniswapClaim(row, of: columns, in: tree, to: &text)
      },
      .text("}}\n"),
    ])
  }

  /// Claims as Sablier's campaigns hold them: recipients, and a dump in a JSON text.
  ///
  /// - Source: sablier-labs merkle-api: keys in alphabetical order, the dump as the crate merkle-tree-rs
  ///   writes it.
  /// - Parameters:
  ///   - tree: The tree.
  ///   - columns: Its claims, with indexes.
  /// - Returns: The file; `nil` when the total is 2²⁵⁶ or more.
  public static func sablier(of tree: MerkleTree, _ columns: ClaimColumns) -> ChunkedText? {
    guard let total = columns.total(ofColumn: 0),
      let dump = dumpParts(of: tree, columns, TreeFormat.sablier.leaf, .sablier)
    else { return nil }
    let checksums = AccountChecksums.upperCases(of: columns.accounts)
    return ChunkedText(parts: [
      .text("{\"merkle_tree\":\""),
      .nested(dump),
      .text("\",\"number_of_recipients\":\(columns.count),\"recipients\":["),
      .items(count: columns.count, separator: ",") { row, text in
        text.append("{\"address\":\"")
        text.append(columns.accounts[row], upperCase: checksums[row])
        text.append("\",\"amount\":\"")
        text.append(columns.amounts[0][row])
        text.append("\"}")
      },
      .text("],\"root\":\"\(tree.root)\",\"total_amount\":\"\(total)\"}"),
    ])
  }

  /// Claims as Merkl's reward files hold them: one reward for each token, whose id is the token's ABI word.
  ///
  /// - Source: AngleProtocol merkl-dispute, `buildMerklTree`, which adds up rewards to claims.
  /// - Parameters:
  ///   - tree: The tree.
  ///   - columns: Its claims, with tokens.
  /// - Returns: The file without any white space; `nil` when a total is 2²⁵⁶ or more.
  public static func merkl(of tree: DistributionTree, _ columns: ClaimColumns) -> ChunkedText? {
    let checksums = AccountChecksums.upperCases(of: columns.accounts)
    var rows: [Address: [Int]] = [:]
    for (row, token) in columns.tokens.enumerated() { rows[token, default: []].append(row) }
    var parts: [ChunkedText.Part] = [.text("{\"rewards\":{")]
    for (place, token) in rows.keys.sorted().enumerated() {
      let holders = rows[token] ?? []
      guard let total = columns.selecting(holders).total(ofColumn: 0) else { return nil }
      let id = Digest(bigEndianWords: token.abiWords)
      parts.append(.text("\(place > 0 ? "," : "")\"\(id)\":{\"holders\":{"))
      parts.append(
        .items(count: holders.count, separator: ",") { place, text in
          let row = holders[place]
          text.append("\"")
          text.append(columns.accounts[row], upperCase: checksums[row])
          text.append("\":{\"amount\":\"")
          text.append(columns.amounts[0][row])
          text.append("\"}")
        }
      )
      parts.append(.text("},\"token\":\"\(token)\",\"totalAmount\":\"\(total)\"}"))
    }
    parts.append(.text("},\"merklRoot\":\"\(tree.root)\"}"))
    return ChunkedText(parts: parts)
  }

  /// Claims as Rocket Pool's reward files hold them, by node in ascending order.
  ///
  /// - Source: rocket-pool smartnode, `rewards-file-v3`: Go's `json.Marshal` over its structures.
  /// - Parameters:
  ///   - tree: The tree.
  ///   - columns: Its claims, with networks, RPL and ETH, and with the voters' ETH where leaves hold it.
  /// - Returns: The file without any white space; `nil` when a total is 2²⁵⁶ or more.
  public static func rocketPool(of tree: DistributionTree, _ columns: ClaimColumns) -> ChunkedText?
  {
    guard let totals = networkTotals(columns) else { return nil }
    let hasVoters = columns.amounts.count > 2
    let order = columns.accounts.indices.sorted {
      (columns.accounts[$0], $0) < (columns.accounts[$1], $1)
    }
    let networks = totals.map { network, amounts in
      "\"\(network)\":{\"collateralRpl\":\"\(amounts[0])\",\"oracleDaoRpl\":\"0\","
        + "\"smoothingPoolEth\":\"\(amounts[1])\""
        + (hasVoters ? ",\"voterShareEth\":\"\(amounts[2])\"" : "") + "}"
    }
    return ChunkedText(parts: [
      .text(
        "{\"rewardsFileVersion\":\(hasVoters ? 4 : 3),\"merkleRoot\":\"\(tree.root)\","
          + "\"networkRewards\":{\(networks.joined(separator: ","))},\"nodeRewards\":{"
      ),
      .items(count: columns.count, separator: ",") { place, text in
        let row = order[place]
        text.append("\"")
        text.append(columns.accounts[row])
        text.append("\":")
        appendRocketPoolClaim(row, of: columns, in: tree, to: &text)
      },
      .text("}}"),
    ])
  }

  private static func networkTotals(_ columns: ClaimColumns) -> [(UInt256, [UInt256])]? {
    var rows: [UInt256: [Int]] = [:]
    for (row, network) in columns.numbers.enumerated() { rows[network, default: []].append(row) }
    var totals: [(UInt256, [UInt256])] = []
    for network in rows.keys.sorted() {
      let own = columns.selecting(rows[network] ?? [])
      let sums = own.amounts.indices.compactMap { own.total(ofColumn: $0) }
      guard sums.count == columns.amounts.count else { return nil }
      totals.append((network, sums))
    }
    return totals
  }
}
