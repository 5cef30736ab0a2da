import Books
import Distribution
import EVMTypes
import ForeignDistributions
import Glibc
import MerkleClaims
import StrictJSON
import TextChunks

/// A path whose instructions `Benchmarks/check.py` counts.
enum CountedPath: String {
  /// The leaves of a table.
  case leaves
  /// The tree of a table's claims in memory, its leaves included.
  case tree
  /// Every sibling of every claim of a tree.
  case proofs
  /// The sum tree of a table's claims as holders, and proofs of every 24 of them.
  case sums
  /// A table, read.
  case table
  /// A tree's dump, written.
  case dumpWritten
  /// A tree's proofs, written.
  case proofsWritten
  /// An OpenZeppelin dump, read and computed again.
  case dump
  /// Another protocol's file with proofs, read and verified.
  case foreign
  /// Any JSON, passed over.
  case json
  /// Books with a staking ledger, read and checked; the file is its folder.
  case stakesRead
  /// The weights of such books' accounts, which grow with age.
  case weights

  /// Runs the path over a file; only what ``counted(_:)`` calls is to be counted.
  func run(file: String) {
    switch self {
    case .stakesRead: counted { UInt64(StakeSpeed.books(file).events.count) }
    case .weights:
      let books = StakeSpeed.books(file)
      counted {
        UInt64(StakeSpeed.stakeTime(of: books, StakeSpeed.growing).weights.count)
      }
    default: runOverFile(file)
    }
  }

  private func runOverFile(_ file: String) {
    let bytes = Self.bytes(of: file)
    let format = TreeFormat.openZeppelin.ordered(.account)
    switch self {
    case .leaves:
      let columns = Self.columns(of: bytes)
      counted { UInt64(format.leaf.hashes(of: columns).count) }
    case .tree:
      let columns = Self.columns(of: bytes)
      counted { DistributionTree(of: columns, in: format)?.root.bigEndianWords.0 ?? 0 }
    case .proofs:
      let columns = Self.columns(of: bytes)
      let tree = Self.tree(of: columns)
      counted { UInt64(TreeSpeed.sumProofs(of: tree, columns.count)) }
    case .sums:
      let columns = Self.columns(of: bytes)
      counted { SumSpeed.proofNodes(of: SumSpeed.tree(of: columns), columns.count) }
    case .table: counted { UInt64((try? ClaimsTable(parsing: bytes).columns.count) ?? 0) }
    case .dumpWritten:
      let columns = Self.columns(of: bytes)
      guard let single = Self.tree(of: columns).single else { fatalError("the tree is one") }
      counted {
        TreeDocuments.dump(of: single, columns, leaf: format.leaf).map(Self.byteCount) ?? 0
      }
    case .proofsWritten:
      let columns = Self.columns(of: bytes)
      let tree = Self.tree(of: columns)
      counted { Self.byteCount(TreeDocuments.proofLines(of: tree, columns)) }
    case .dump: counted { (try? OpenZeppelinDump(parsing: bytes).root.bigEndianWords.0) ?? 0 }
    case .foreign:
      counted {
        guard let file = try? ForeignFile(parsing: bytes) else { return 0 }
        let verdicts = file.distributions.map { DistributionVerdict(of: $0) }
        return verdicts.allSatisfy { $0.isReproduced && $0.culprits.isEmpty } ? 1 : 0
      }
    case .json:
      counted {
        var reader = JSONReader(bytes)
        return (try? reader.skip()) == nil ? 0 : 1
      }
    case .stakesRead, .weights: fatalError("these take a folder")
    }
  }

  private static func columns(of bytes: [UInt8]) -> ClaimColumns {
    guard let table = try? ClaimsTable(parsing: bytes) else { fatalError("the table can be read") }
    return table.columns
  }

  private static func tree(of columns: ClaimColumns) -> DistributionTree {
    guard let tree = DistributionTree(of: columns, in: .openZeppelin.ordered(.account)) else {
      fatalError("there are claims")
    }
    return tree
  }

  private static func byteCount(_ text: ChunkedText) -> UInt64 {
    var count: UInt64 = 0
    text.forEachChunk { chunk, _ in count += UInt64(chunk.count) }
    return count
  }

  private static func bytes(of file: String) -> [UInt8] {
    guard let input = unsafe fopen(file, "r") else { fatalError("cannot read \(file)") }
    defer { unsafe fclose(input) }
    unsafe fseek(input, 0, SEEK_END)
    let count = unsafe ftell(input)
    unsafe rewind(input)
    return unsafe [UInt8](unsafeUninitializedCapacity: count) { buffer, initializedCount in
      initializedCount = unsafe fread(buffer.baseAddress, 1, count, input)
    }
  }
}

/// The function that callgrind starts and stops its count at.
///
/// A path that gives nothing has failed.
@inline(never)
private func counted(_ body: () -> UInt64) {
  let result = body()
  guard result != 0 else { fatalError("the path failed") }
  Kept.keep(result)
}
