import ClaimVerifier
import Distribution
import FileStore
import ReportDocuments

/// The tree of an epoch's claims, in words.
struct TreeText: Sendable {
  let name: String
  let code: String
  let leaf: String
  let order: String

  init(_ tree: TreeTerms) {
    self.code = tree.preset == .openZeppelin ? "standard-v1" : tree.preset.name
    self.order = tree.order == .account ? "in account order" : "in the order of their hashes"
    switch tree.preset {
    case .openZeppelin: (self.name, self.leaf) = ("OpenZeppelin", "address, uint256")
    case .uniswap: (self.name, self.leaf) = ("Uniswap", "index, address, uint256")
    case .sablier: (self.name, self.leaf) = ("Sablier", "index, address, uint128")
    case .merkl: (self.name, self.leaf) = ("Merkl", "address, token, uint256")
    case .cumulative: (self.name, self.leaf) = ("1inch", "address, uint256")
    case .universal: (self.name, self.leaf) = ("Morpho URD", "address, token, uint256")
    case .convex: (self.name, self.leaf) = ("Convex", "text of address and amount")
    case .murky: (self.name, self.leaf) = ("Murky", "address, uint256")
    case .duplicateOdd: (self.name, self.leaf) = ("Odd nodes doubled", "address, uint256")
    }
  }

  /// How the program makes the tree again from one file.
  ///
  /// - Parameters:
  ///   - report: The epoch's report.
  ///   - payout: The payout asset.
  ///   - site: How the command names the site's folder.
  /// - Returns: The command; `nil` where the file does not say enough.
  static func command(
    of report: EpochReport,
    _ payout: PayoutReport,
    in site: String = "SITE"
  ) -> String? {
    let tree = payout.claims.tree
    let files = SiteLayout.EpochFiles.self
    let folder = SiteLayout.epoch(report.epoch.number)
    if payout.claims.hasDump {
      return "revshare verify \(site)/\(folder.appending(files.tree(payout.asset)))"
    }
    // The table of claims has no column of tokens.
    guard !tree.preset.holdsToken else { return nil }
    return "revshare tree \(site)/\(folder.appending(files.claims(payout.asset))) "
      + "--format \(tree.preset.name) --order \(tree.order.rawValue)"
  }
}
