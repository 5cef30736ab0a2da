public import EVMTypes
public import MerkleClaims

/// A tree as OpenZeppelin's library dumps it, computed again node by node.
///
/// Leaves of any elementary types, in any order, `standard-v1` and `simple-v1`.
///
/// - Source: OpenZeppelin merkle-tree 1.0, `StandardMerkleTree.load` and `SimpleMerkleTree.load`.
public struct OpenZeppelinDump: Sendable {
  /// The format that the dump names: `standard-v1` or `simple-v1`.
  public let format: String
  /// The types of a leaf's values; none for `simple-v1`.
  public let types: [String]
  /// The root.
  public let root: Digest
  /// How many values it holds.
  public let valueCount: Int
  /// The preset whose leaves have these types.
  public let preset: TreeFormat?
  /// The claims, where ``preset`` tells what the values are.
  public let columns: ClaimColumns
  /// What does not fit: nodes, places and leaves, each in one line, at most 50.
  public let problems: [String]

  /// Reads a dump and computes every leaf and node of it again.
  ///
  /// - Parameter bytes: The dump.
  /// - Throws: ``ForeignFileError`` when it is not a dump.
  public init(parsing bytes: [UInt8]) throws(ForeignFileError) {
    var reader = DumpReader(bytes)
    try reader.read()
    self.format = reader.isStandard ? "standard-v1" : "simple-v1"
    self.types = reader.typeNames
    self.root = reader.nodes[0]
    self.valueCount = reader.leaves.count
    self.preset = reader.preset
    self.columns = reader.columns
    self.problems = Self.problems(of: reader)
  }

  private static func problems(of dump: DumpReader) -> [String] {
    let nodes = dump.nodes
    let leafCount = nodes.count / 2 + 1
    guard nodes.count == 2 * dump.leaves.count - 1 else {
      return ["\(dump.leaves.count) values for the \(leafCount) leaves of the tree"]
    }
    var problems: [String] = []
    // The node array from its own leaves: the last node is the first leaf.
    let leaves = Array(nodes[(leafCount - 1)...].reversed())
    if let tree = MerkleTree(leaves: leaves, .given, node: NodeForm(.array)) {
      for index in 0..<leafCount - 1 where problems.count < ClaimScanner.problemLimit {
        let expected = tree.node(at: index)
        guard expected != nodes[index] else { continue }
        problems.append("tree[\(index)]: expected \(expected), found \(nodes[index])")
      }
    }
    var seen = [Bool](repeating: false, count: nodes.count)
    for (value, (place, leaf)) in zip(dump.places, dump.leaves).enumerated()
    where problems.count < ClaimScanner.problemLimit {
      guard (leafCount - 1..<nodes.count).contains(place), !seen[place] else {
        problems.append("values[\(value)]: \(place) is not the place of a leaf of its own")
        continue
      }
      seen[place] = true
      guard leaf != nodes[place] else { continue }
      let account =
        dump.columns.accounts.isEmpty ? "" : ", the claim of \(dump.columns.accounts[value])"
      problems.append(
        "values[\(value)]\(account): its leaf is \(leaf), the tree commits to \(nodes[place]) in its place"
      )
    }
    return problems
  }
}
