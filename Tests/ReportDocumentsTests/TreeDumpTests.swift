import EVMTypes
import MerkleClaims
import ReportDocuments
import TestSupport
import Testing

@Suite struct TreeDumpTests {
  /// The library's own dumps, made by its version 1.0.6; the root stands in them as first node.
  @Test(
    "OpenZeppelin's own dumps load",
    arguments: [
      "standard-v1.sorted.1_0_6", "standard-v1.unsorted.1_0_6", "simple-v1.sorted.1_0_6",
      "simple-v1.unsorted.1_0_6",
    ]
  )
  func openZeppelinDump(name: String) throws {
    let bytes = try TestFile.bytes("Fixtures/openzeppelin/\(name).json")
    let dump = try LoadedDump(parsing: bytes)
    let text = String(decoding: bytes, as: UTF8.self)
    #expect(text.contains("\"tree\":[\"\(dump.root)\""))
    #expect(dump.valueCount == 6)
    #expect(name.hasPrefix(dump.format))
  }

  @Test("What is written reads back", arguments: [1, 2, 3, 8, 33])
  func roundTrip(size: Int) throws {
    let tree = try Self.tree(ofSize: size)
    let dump = try LoadedDump(parsing: TreeDump.bytes(of: tree))
    #expect(dump.root == tree.root && dump.valueCount == size)
  }

  /// The form that OpenZeppelin's library writes; the root is that of claim-tree-roots.txt.
  @Test func dumpOfOneClaim() throws {
    let account = "0x" + String(repeating: "01", count: 20)
    let root = try TestFile.rows("Fixtures/vectors/claim-tree-roots.txt")[0][2]
    let text =
      #"{"format":"standard-v1","leafEncoding":["address","uint256"],"tree":["\#(root)"],"#
      + #""values":[{"value":["\#(account)","1000000007"],"treeIndex":0}]}"#
    let tree = try Self.tree(ofSize: 1)
    #expect(String(decoding: TreeDump.bytes(of: tree), as: UTF8.self) == text)
  }

  @Test("Every changed node is found where its parent does not fit", arguments: 0..<9)
  func changedNode(index: Int) throws {
    let tree = try Self.tree(ofSize: 5)
    let other = Digest(keccak256Of: [1])
    let changed = try Self.dump(of: tree, replacing: "\(tree.nodes[index])", with: "\(other)")
    let error = #expect(throws: DocumentError.self) { try LoadedDump(parsing: changed) }
    #expect(error?.place == "tree[\(index == 0 ? 0 : (index - 1) / 2)]")
  }

  @Test(
    "Refused",
    arguments: [
      (#""treeIndex":8"#, #""treeIndex":7"#, "values[0]"),
      (#""treeIndex":7"#, #""treeIndex":8"#, "values[1].treeIndex"),
      (#""treeIndex":8"#, #""treeIndex":3"#, "values[0].treeIndex"),
      (#""treeIndex":8"#, #""treeIndex":9"#, "values[0].treeIndex"),
      (#""1000000007""#, #""1000000008""#, "values[0]"),
      (#""1000000007""#, #"1000000007"#, "values[0].value[1]"),
      (#""0x0101"#, #""0x9901"#, "values[0]"), (#""0x0101"#, #""1x0101"#, "values[0].value[0]"),
      (#","1000000007""#, #","1000000007",1"#, "values[0].value"),
      (#"["address","uint256"]"#, #"["address"]"#, "values[0].value"),
      (#"["address","uint256"]"#, #"["address","int256"]"#, "values[0].value[1]"),
      (#"["address","uint256"]"#, #"["address","uint16"]"#, "values[0].value[1]"),
      (#"["address","uint256"]"#, #"["uint256","address"]"#, "values[0].value[0]"),
      (#""tree":["#, #""tree":["0x","#, "tree[0]"),
      (#""values":["#, #""values":[],"more":["#, ""),
    ]
  )
  func refused(text: String, other: String, place: String) throws {
    let changed = try Self.dump(of: Self.tree(ofSize: 5), replacing: text, with: other)
    let error = #expect(throws: DocumentError.self) { try LoadedDump(parsing: changed) }
    #expect(error?.place == place, "\(String(describing: error))")
  }

  @Test func dumpWithoutNodes() {
    let text =
      #"{"format":"standard-v1","leafEncoding":["address","uint256"],"tree":[],"values":[]}"#
    #expect(throws: DocumentError(at: "tree", "a tree has an odd number of nodes")) {
      try LoadedDump(parsing: [UInt8](text.utf8))
    }
  }

  /// The claims of claim-tree-roots.txt.
  private static func tree(ofSize size: Int) throws -> ClaimTree {
    try ClaimTree(
      of: (1...size).map { number in
        let amount = UInt256(1_000_000_007 * UInt64(number))
        return Claim(account: Address(repeating: UInt8(number)), amount: amount)
      }
    )
  }

  private static func dump(
    of tree: ClaimTree,
    replacing text: String,
    with other: String
  ) throws -> [UInt8] {
    let dump = String(decoding: TreeDump.bytes(of: tree), as: UTF8.self)
    let range = try #require(dump.ranges(of: text).first)
    return [UInt8](dump.replacingSubrange(range, with: other).utf8)
  }
}

extension String {
  fileprivate func replacingSubrange(_ range: Range<Index>, with text: String) -> String {
    var copy = self
    copy.replaceSubrange(range, with: text)
    return copy
  }
}
