import EVMTypes
import Keccak
import MerkleClaims

/// Seconds of a tree in OpenZeppelin's format over claims in memory, and of all its proofs.
enum TreeSpeed {
  /// Prints the medians of some rounds.
  ///
  /// In each round the kernel alone makes as many permutations as the tree needs, on as many threads, so that
  /// the ratio of the two holds on a machine with other work.
  static func print(count: Int, rounds: Int) {
    let columns = SampleClaims.columns(count: count)
    let format = TreeFormat.openZeppelin.ordered(.account)
    var tree: [(wall: Double, cpu: Double)] = []
    var limit: [(wall: Double, cpu: Double)] = []
    var proofs: [Double] = []
    var hashCount = 0
    for _ in 0..<rounds {
      limit.append(KernelSpeed.seconds(of: .fastest, 3 * count - 1))
      let watch = Stopwatch()
      guard let built = DistributionTree(of: columns, in: format) else {
        fatalError("there are claims")
      }
      tree.append((watch.wall, watch.cpu))
      Kept.keep(built.root.bigEndianWords.0)
      let proofWatch = Stopwatch()
      hashCount = sumProofs(of: built, count)
      proofs.append(proofWatch.cpu)
    }
    let fields: [(String, Double)] = [
      ("treeWall", tree.map(\.wall).median), ("treeCPU", tree.map(\.cpu).median),
      ("limitWall", limit.map(\.wall).median), ("limitCPU", limit.map(\.cpu).median),
      ("wallRatio", zip(tree, limit).map { $0.wall / $1.wall }.median),
      ("cpuRatio", zip(tree, limit).map { $0.cpu / $1.cpu }.median),
      ("proofsCPU", proofs.median), ("proofHashes", Double(hashCount)),
    ]
    Swift.print("{" + fields.map { "\"\($0)\":\($1)" }.joined(separator: ",") + "}")
  }

  /// Adds up every sibling of every claim; gives how many there are.
  static func sumProofs(of tree: DistributionTree, _ count: Int) -> Int {
    var sum: UInt64 = 0
    var hashCount = 0
    for row in 0..<count {
      tree.forEachSibling(ofClaim: row) { sibling in
        let words = sibling.bigEndianWords
        sum = sum &+ (words.0 ^ words.1 ^ words.2 ^ words.3)
        hashCount += 1
      }
    }
    Kept.keep(sum)
    return hashCount
  }
}
