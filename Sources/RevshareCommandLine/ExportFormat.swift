import ClaimVerifier
import Distribution
import ForeignDistributions
import MerkleClaims
import ReportDocuments
import TextChunks

/// The file formats of other ecosystems that claims are written in.
enum ExportFormat: String, CaseIterable {
  case openzeppelin
  case uniswap
  case sablier
  case merkl
  case rocketpool
  case csv

  static var allNames: String { allCases.map(\.rawValue).joined(separator: ", ") }

  /// The format of the tree whose proofs the file holds.
  var preset: TreeFormat {
    switch self {
    case .openzeppelin, .csv: .openZeppelin
    case .uniswap: .uniswap
    case .sablier: .sablier
    case .merkl: .merkl
    case .rocketpool: .rocketPool
    }
  }

  /// The same for claims of a site: its own tree where it is of this format, so that the root is the published one.
  func tree(for published: TreeTerms) -> TreeFormat {
    let own = published.preset.format.ordered(published.order.leafOrder)
    if self == .csv || preset.name == own.name { return own }
    return self == .openzeppelin ? preset.ordered(.account) : preset
  }

  /// The file; `nil` when a total is 2²⁵⁶ or more.
  func document(of tree: DistributionTree, _ columns: ClaimColumns) -> ChunkedText? {
    switch self {
    case .openzeppelin:
      tree.single.flatMap { TreeDocuments.dump(of: $0, columns, leaf: tree.format.leaf) }
    case .uniswap: TreeDocuments.uniswap(of: tree, columns)
    case .sablier: tree.single.flatMap { TreeDocuments.sablier(of: $0, columns) }
    case .merkl: TreeDocuments.merkl(of: tree, columns)
    case .rocketpool: TreeDocuments.rocketPool(of: tree, columns)
    case .csv: TreeDocuments.table(of: columns)
    }
  }
}
