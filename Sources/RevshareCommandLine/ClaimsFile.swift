import Distribution
import EVMTypes
import FileStore
import ForeignDistributions
import LocalFileStore
import MerkleClaims
import ReportDocuments

/// A table of claims that the user names, with what a format needs.
struct ClaimsFile {
  let file: String
  let table: ClaimsTable
  private(set) var columns: ClaimColumns

  /// Reads a table, and adds the indexes that the format's own tools would give.
  init(
    _ file: String,
    _ format: TreeFormat,
    decimals: Int?,
    isNetworkOptional: Bool = false,
    in context: CommandContext
  ) throws(CommandFailure) {
    guard let bytes = try InputFile.read(file, in: context) else {
      throw CommandFailure(.inputMissing, "revshare: \(file): no such file")
    }
    do {
      self.table = try ClaimsTable(parsing: bytes, decimals: decimals)
    } catch {
      throw CommandFailure(.malformedInput, lines: error.lines.map { "\(file): \($0)" })
    }
    self.file = file
    let columns = table.columns.completed(for: format)
    self.columns = isNetworkOptional ? columns.withNetwork : columns
    try check(format)
  }

  /// Takes the claims of a published epoch, with what the format's leaf holds beside.
  init(
    _ epoch: PublishedEpoch,
    _ payout: PayoutReport,
    _ format: TreeFormat
  ) throws(CommandFailure) {
    let path = epoch.publicationFolder
      .appending(SiteLayout.EpochFiles.claims(payout.asset))
    do {
      self.table = try ClaimsTable(parsing: epoch.store.read(path))
    } catch let error as FileStoreError {
      throw CommandFailure(error)
    } catch let error as ForeignFileError {
      throw CommandFailure(.malformedInput, lines: error.lines.map { "\(path): \($0)" })
    } catch {
      throw CommandFailure(.programFault, "revshare: \(error)")
    }
    self.file = path.description
    var columns = table.columns
    // The published index is that of the site's own tree.
    columns.indexes = []
    if format.leaf.fields.contains(.token) {
      guard let token = payout.asset.token.contract else {
        throw CommandFailure(
          .malformedInput,
          "revshare: a \(format.name) leaf holds the token, but the site's asset has no contract"
        )
      }
      columns.tokens = [Address](repeating: token, count: columns.count)
    }
    columns = columns.completed(for: format)
    self.columns = format.leaf.fields.contains(.number) ? columns.withNetwork : columns
    try check(format)
  }

  private func check(_ format: TreeFormat) throws(CommandFailure) {
    guard columns.count > 0 else {
      throw CommandFailure(.malformedInput, "\(file): there are no claims")
    }
    if let field = format.leaf.missingField(in: columns) {
      throw CommandFailure(
        .malformedInput,
        "\(file): line 1: leaves of the format \(format.name) hold \(field.text); add the column"
      )
    }
    if case .byAccount = format.grouping, columns.accounts.isEmpty {
      throw CommandFailure(.malformedInput, "\(file): line 1: add the column account")
    }
    if let row = format.leaf.ambiguousClaim(in: columns, under: format.node) {
      throw CommandFailure(
        .malformedInput,
        "\(file): \(table.place(ofClaim: row)): a leaf of \(2 * format.node.byteCount) bytes that is hashed once could "
          + "be passed off as an inner node; such a tree is not made, choose another format"
      )
    }
    var problems: [String] = []
    let isByToken = format.leaf.fields.contains(.token)
    var keys = columns
    if !isByToken { keys.tokens = [] }
    for (row, first) in keys.repeatedClaims().prefix(50) {
      problems.append(
        "\(file): \(table.place(ofClaim: row)), column account: the claim stands here again; first at "
          + table.place(ofClaim: first)
      )
    }
    for (row, first) in columns.repeatedIndexes().prefix(50)
    where format.leaf.fields.contains(.index) {
      problems.append(
        "\(file): \(table.place(ofClaim: row)), column index: the index stands here again; first at "
          + table.place(ofClaim: first)
      )
    }
    if format.name == TreeFormat.sablier.name {
      for row in columns.amounts[0].indices where columns.amounts[0][row].leadingZeroBitCount < 128
      {
        guard problems.count < 50 else { break }
        problems.append(
          "\(file): \(table.place(ofClaim: row)), column amount: Sablier's contracts take at most 2^128 - 1"
        )
      }
    }
    guard problems.isEmpty else { throw CommandFailure(.malformedInput, lines: problems) }
  }

  /// The tree in a format.
  func tree(_ format: TreeFormat) throws(CommandFailure) -> DistributionTree {
    guard let tree = DistributionTree(of: columns, in: format) else {
      throw CommandFailure(.malformedInput, "\(file): there are no claims that the tree would hold")
    }
    return tree
  }

  /// The sum of all claims, where they are of one amount in one token and below 2²⁵⁶.
  func total(_ format: TreeFormat) -> UInt256? {
    guard columns.amounts.count == 1, columns.tokens.allSatisfy({ $0 == columns.tokens[0] }) else {
      return nil
    }
    return columns.total(ofColumn: 0)
  }
}

extension ClaimColumns {
  /// The claims as Rocket Pool's leaves hold them: on the main network, and without ETH, where they say nothing
  /// of either.
  var withNetwork: ClaimColumns {
    var columns = self
    if numbers.isEmpty { columns.numbers = [UInt256](repeating: .zero, count: count) }
    if amounts.count == 1 { columns.amounts.append([UInt256](repeating: .zero, count: count)) }
    return columns
  }

  /// The claims with the indexes that the format's own tools give where there are none.
  func completed(for format: TreeFormat) -> ClaimColumns {
    var columns = self
    if indexes.isEmpty, format.leaf.fields.contains(.index), !accounts.isEmpty {
      columns.indexes = format.name == TreeFormat.uniswap.name ? checksumRanks : rowNumbers
    }
    return columns
  }
}

extension LeafForm.Field {
  /// The field, as the header of a table names it.
  fileprivate var text: String {
    switch self {
    case .prefix: "a prefix"
    case .index: "an index"
    case .account: "an account"
    case .token: "a token"
    case .beneficiary: "a beneficiary"
    case .number: "a network (or operator)"
    case .amount(let place): ["an amount", "eth", "voter_share"][min(place, 2)]
    case .salt: "a salt"
    case .hash: "a hash"
    }
  }
}
