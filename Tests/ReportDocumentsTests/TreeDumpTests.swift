import EVMTypes
import MerkleClaims
import ReportDocuments
import TestSupport
import Testing

@Suite struct TreeDumpTests {
  /// The library's own dumps are over texts, or over leaves that are hashed already.
  @Test(
    "Dumps over other leaves are refused",
    arguments: [
      ("standard-v1.sorted.1_0_6", DocumentError(at: "leafEncoding", "expected address, uint256")),
      (
        "standard-v1.unsorted.1_0_6", DocumentError(at: "leafEncoding", "expected address, uint256")
      ),
      ("simple-v1.sorted.1_0_6", DocumentError(at: "format", "expected standard-v1")),
      ("simple-v1.unsorted.1_0_6", DocumentError(at: "format", "expected standard-v1")),
    ]
  )
  func otherLeaves(name: String, error: DocumentError) throws {
    let bytes = try TestFile.bytes("Fixtures/openzeppelin/\(name).json")
    #expect(throws: error) { try TreeDump.tree(parsing: bytes) }
  }

  @Test("What is written reads back", arguments: [1, 2, 3, 8, 33])
  func roundTrip(size: Int) throws {
    let tree = try Self.tree(ofSize: size)
    #expect(try TreeDump.tree(parsing: TreeDump.bytes(of: tree)) == tree)
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

  @Test("Every changed node or place is named", arguments: 0..<9)
  func changedNode(index: Int) throws {
    let tree = try Self.tree(ofSize: 5)
    let other = Digest(keccak256Of: [1])
    let changed = try Self.dump(of: tree, replacing: "\(tree.nodes[index])", with: "\(other)")
    let error = DocumentError(at: "tree[\(index)]", "expected \(tree.nodes[index]), found \(other)")
    #expect(throws: error) { try TreeDump.tree(parsing: changed) }
  }

  @Test(
    "Refused",
    arguments: [
      (#""treeIndex":8"#, #""treeIndex":7"#, "values[0].treeIndex"),
      (#""1000000007""#, #""1000000008""#, "tree[0]"),
      (#""1000000007""#, #"1000000007"#, "values[0].value[1]"),
      (#""0x0101"#, #""0x9901"#, "values"), (#""0x0101"#, #""1x0101"#, "values[0].value[0]"),
      (#","1000000007""#, #","1000000007",1"#, "values[0]"),
      (#"["address","uint256"]"#, #"["address"]"#, "leafEncoding"),
      (
        #""tree":["#,
        ##""tree":["0x0000000000000000000000000000000000000000000000000000000000000000","##, "tree"
      ),
    ]
  )
  func refused(text: String, other: String, place: String) throws {
    let changed = try Self.dump(of: Self.tree(ofSize: 5), replacing: text, with: other)
    let error = #expect(throws: DocumentError.self) { try TreeDump.tree(parsing: changed) }
    #expect(error?.place == place, "\(String(describing: error))")
  }

  @Test func dumpWithoutClaims() {
    let text =
      #"{"format":"standard-v1","leafEncoding":["address","uint256"],"tree":[],"values":[]}"#
    #expect(throws: DocumentError(at: "values", "a tree needs at least one claim")) {
      try TreeDump.tree(parsing: [UInt8](text.utf8))
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
