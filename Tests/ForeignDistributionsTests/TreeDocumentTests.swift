import EVMTypes
import ForeignDistributions
import MerkleClaims
import TestSupport
import Testing
import TextChunks

/// The files that other ecosystems' tools write, byte for byte where one is there, and read back.
@Suite struct TreeDocumentTests {
  @Test("A dump is that of the library", arguments: OpenZeppelinDumpTests.libraryDumps)
  func dump(name: String) throws {
    let bytes = try TestFile.bytes("Fixtures/openzeppelin/\(name).json")
    let dump = try OpenZeppelinDump(parsing: bytes)
    let order: LeafOrder = name.contains("unsorted") ? .given : .hash
    var format = dump.format == "simple-v1" ? TreeFormat.openZeppelinSimple : .openZeppelin
    var columns = dump.columns
    if dump.types == ["string"] {
      // The library's own dumps hold texts, which no preset does: their leaves are taken as they are.
      columns.hashes = (0..<6).map {
        Digest(keccak256Of: Digest(keccak256Of: Self.abiText($0)).bytes)
      }
      format = .openZeppelinSimple
    }
    let tree = try #require(DistributionTree(of: columns, in: format.ordered(order))?.single)
    #expect(tree.root == dump.root)
    guard dump.types.isEmpty else { return }
    let written = try Self.bytes(TreeDocuments.dump(of: tree, columns, leaf: format.leaf))
    #expect(written == bytes || written + [0x0A] == bytes)
  }

  /// The letters of the library's test, one a value, as the contract ABI writes a text.
  private static func abiText(_ place: Int) -> [UInt8] {
    let words: [UInt64] = [32, 1, 0]
    var bytes = words.flatMap { Digest(bigEndianWords: (0, 0, 0, $0)).bytes }
    bytes[64] = UInt8(ascii: "a") + UInt8(place)
    return bytes
  }

  @Test func uniswapFileIsThePublishedOne() throws {
    let text = try PublishedFile.text("figures/uniswap.json")
    let columns = try PublishedFile.distribution(text: text).columns
    let rows = Array(0..<columns.count)
    for order in [rows, rows.reversed(), rows.filter { $0 % 2 == 1 } + rows.filter { $0 % 2 == 0 }]
    {
      let columns = columns.selecting(order)
      let tree = try #require(DistributionTree(of: columns, in: .uniswap))
      let written = try Self.bytes(TreeDocuments.uniswap(of: tree, columns))
      #expect(String(decoding: written, as: UTF8.self) == text)
    }
  }

  @Test(
    "Amounts have an even number of digits",
    arguments: [
      (0, "0x00"), (1, "0x01"), (15, "0x0f"), (16, "0x10"), (100, "0x64"), (256, "0x0100"),
      (4096, "0x1000"),
      (65_535, "0xffff"), (65_536, "0x010000"),
    ] as [(UInt64, String)]
  )
  func evenHex(amount: UInt64, digits: String) throws {
    var columns = ClaimSample.columns(1, for: .uniswap)
    columns.amounts = [[UInt256(amount)]]
    let tree = try #require(DistributionTree(of: columns, in: .uniswap))
    let text = String(
      decoding: try Self.bytes(TreeDocuments.uniswap(of: tree, columns)),
      as: UTF8.self
    )
    #expect(
      text.contains(#""tokenTotal":"\#(digits)""#) && text.contains(#""amount":"\#(digits)""#)
    )
  }

  @Test("What is written verifies", arguments: [1, 2, 3, 8, 33])
  func roundTrips(size: Int) throws {
    typealias Writer = (DistributionTree, ClaimColumns) -> ChunkedText?
    let writers: [(TreeFormat, Writer)] = [
      (.uniswap, { TreeDocuments.uniswap(of: $0, $1) }),
      (.merkl, { TreeDocuments.merkl(of: $0, $1) }),
      (.rocketPool, { TreeDocuments.rocketPool(of: $0, $1) }),
      (.rocketPool4, { TreeDocuments.rocketPool(of: $0, $1) }),
      (.universal, { TreeDocuments.proofLines(of: $0, $1) }),
      (.threshold, { TreeDocuments.proofLines(of: $0, $1) }),
      (.convex, { TreeDocuments.proofLines(of: $0, $1) }),
      (.cumulative128, { TreeDocuments.proofLines(of: $0, $1) }),
    ]
    for (format, write) in writers {
      let columns = ClaimSample.columns(size, for: format)
      let tree = try #require(DistributionTree(of: columns, in: format))
      let file = try ForeignFile(parsing: try Self.bytes(write(tree, columns)))
      let distribution = try #require(file.distributions.first)
      #expect(distribution.statedRoot == nil || distribution.statedRoot == tree.root)
      let verdict = DistributionVerdict(of: distribution, root: tree.root, formats: [format])
      #expect(verdict.isReproduced && verdict.culprits.isEmpty, "\(format.name)")
      #expect(verdict.claimCount == size)
      #expect(Set(verdict.columns.amounts[0]) == Set(columns.amounts[0]))
      #expect(format == .merkl || verdict.proofCount == size)
    }
  }

  @Test("A campaign of Sablier reads back", arguments: [1, 2, 3, 8, 33])
  func sablier(size: Int) throws {
    let columns = ClaimSample.columns(size, for: .sablier)
    let tree = try #require(DistributionTree(of: columns, in: .sablier)?.single)
    let bytes = try Self.bytes(TreeDocuments.sablier(of: tree, columns))
    let file = try SablierFile(parsing: bytes)
    #expect(file.problems.isEmpty && file.statedRoot == tree.root && file.dump.root == tree.root)
    #expect(file.statedTotal == columns.total(ofColumn: 0))
    #expect(file.dump.columns.amounts == columns.amounts && file.dump.preset == .sablier)
    let text = String(decoding: bytes, as: UTF8.self)
    let edited = try text.replacing(
      first: #""recipients":[{"address":"0x"#,
      with: #""recipients":[{"address":"0X"#
    )
    .replacing(first: #""amount":""#, with: #""amount":"1"#)
    #expect(
      try SablierFile(parsing: Array(edited.utf8)).problems == [
        "the recipients are not the values of the tree"
      ]
    )
  }

  @Test("Tables and dumps of every size read back", arguments: [1, 2, 3, 8, 33])
  func tablesAndDumps(size: Int) throws {
    var columns = ClaimSample.columns(size, for: .openZeppelin)
    let tree = try #require(DistributionTree(of: columns, in: .openZeppelin)?.single)
    let bytes = try Self.bytes(
      TreeDocuments.dump(of: tree, columns, leaf: TreeFormat.openZeppelin.leaf)
    )
    let dump = try OpenZeppelinDump(parsing: bytes)
    #expect(dump.problems.isEmpty && dump.root == tree.root)
    #expect(dump.columns.accounts == columns.accounts && dump.columns.amounts == columns.amounts)
    columns.tokens = columns.accounts
    columns.indexes = columns.rowNumbers
    let table = try ClaimsTable(parsing: try Self.bytes(TreeDocuments.table(of: columns)))
    #expect(table.columns.accounts == columns.accounts && table.columns.amounts == columns.amounts)
    #expect(table.columns.tokens == columns.tokens && table.columns.indexes == columns.indexes)
  }

  private static func bytes(_ text: ChunkedText?) throws -> [UInt8] {
    var bytes: [UInt8] = []
    try #require(text).forEachChunk { chunk, _ in bytes += chunk }
    return bytes
  }
}
