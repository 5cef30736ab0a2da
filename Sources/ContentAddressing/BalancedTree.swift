/// The nodes of a file, joined while it is read.
///
/// Every piece stands at the same depth, and a node joins up to 174 parts. Only the last node of a level can have
/// fewer, down to one.
///
/// - Source: kubo, importer/balanced, with its default of links a node (`helpers.DefaultLinksPerBlock`).
struct BalancedTree {
  static let width = 174
  /// Nodes that are not joined yet, those of pieces first.
  private var levels: [[DAGNode]] = [[]]

  /// Takes the file's next piece.
  mutating func append(_ piece: DAGNode) { append(piece, at: 0) }

  private mutating func append(_ node: DAGNode, at level: Int) {
    if level == levels.count { levels.append([]) }
    if levels[level].count == Self.width { join(level) }
    levels[level].append(node)
  }

  private mutating func join(_ level: Int) {
    let node = DAGNode(joining: levels[level])
    levels[level] = []
    append(node, at: level + 1)
  }

  /// The node of the whole file; there has to be a piece.
  consuming func root() -> DAGNode {
    var level = 0
    while level < levels.count - 1 || levels[level].count > 1 {
      join(level)
      level += 1
    }
    return levels[level][0]
  }
}
