import EVMTypes
import ForeignDistributions
import MerkleClaims
import ReportDocuments
import TestSupport
import Testing

@Suite struct OpenZeppelinDumpTests {
  static let libraryDumps = [
    "standard-v1.sorted.1_0_6", "standard-v1.unsorted.1_0_6", "simple-v1.sorted.1_0_6",
    "simple-v1.unsorted.1_0_6",
  ]

  /// The library's own dumps, made by its version 1.0.6; the root stands in them as first node.
  @Test("OpenZeppelin's own dumps load", arguments: libraryDumps)
  func openZeppelinDump(name: String) throws {
    let bytes = try TestFile.bytes("Fixtures/openzeppelin/\(name).json")
    let dump = try OpenZeppelinDump(parsing: bytes)
    let text = String(decoding: bytes, as: UTF8.self)
    #expect(text.contains("\"tree\":[\"\(dump.root)\""))
    #expect(dump.valueCount == 6)
    #expect(name.hasPrefix(dump.format))
    #expect(dump.problems.isEmpty)
  }

  @Test("What is written reads back", arguments: [1, 2, 3, 8, 33])
  func roundTrip(size: Int) throws {
    let tree = try Self.tree(ofSize: size)
    let dump = try OpenZeppelinDump(parsing: TreeDump.bytes(of: tree))
    #expect(dump.root == tree.root && dump.valueCount == size)
    #expect(dump.problems.isEmpty)
    #expect(dump.columns.accounts == tree.claims.map(\.account))
    #expect(dump.columns.amounts == [tree.claims.map(\.amount)])
  }

  @Test(
    "Every changed node is found where it does not fit its parent, its children or its value",
    arguments: 0..<9
  )
  func changedNode(index: Int) throws {
    let tree = try Self.tree(ofSize: 5)
    let other = Digest(keccak256Of: [1])
    let changed = try Self.dump(of: tree, replacing: "\(tree.nodes[index])", with: "\(other)")
    let problems = try OpenZeppelinDump(parsing: changed).problems
    // A changed leaf changes what is expected of all nodes above it; another one is wrong alone.
    var places = ["tree[\(index)]"]
    if index >= 4 {
      places = ["values[\(8 - index)], the claim of \(tree.claims[8 - index].account)"]
      var node = index
      while node > 0 {
        node = (node - 1) / 2
        places.insert("tree[\(node)]", at: 0)
      }
    }
    #expect(problems.map { String($0.prefix { $0 != ":" }) } == places)
  }

  @Test(
    "What does not fit the tree is a problem",
    arguments: [
      (#""treeIndex":8"#, #""treeIndex":7"#, ["values[0]", "values[1]"]),
      (#""treeIndex":7"#, #""treeIndex":8"#, ["values[1]"]),
      (#""treeIndex":8"#, #""treeIndex":3"#, ["values[0]"]),
      (#""treeIndex":8"#, #""treeIndex":9"#, ["values[0]"]),
      (#""1000000007""#, #""1000000008""#, ["values[0]"]),
      (#""0x0101"#, #""0x9901"#, ["values[0]"]),
      (#""values":["#, #""values":[],"more":["#, ["0 values for the 5 leaves of the tree"]),
    ] as [(String, String, [String])]
  )
  func misfit(text: String, other: String, places: [String]) throws {
    let changed = try Self.dump(of: Self.tree(ofSize: 5), replacing: text, with: other)
    let problems = try OpenZeppelinDump(parsing: changed).problems
    #expect(problems.count == places.count, "\(problems)")
    for (problem, place) in zip(problems, places) { #expect(problem.hasPrefix(place)) }
  }

  @Test(
    "Refused",
    arguments: [
      (#""0x0101"#, #""1x0101"#, "not a value of the type address"),
      (#","1000000007""#, #","1000000007",1"#, "expected 2 fields"),
      (#","1000000007""#, "", "expected 2 fields, found 1"),
      (#"["address","uint256"]"#, #"["address"]"#, "expected 1 fields"),
      (#"["address","uint256"]"#, #"["address","uint16"]"#, "not a value of the type uint16"),
      (#"["address","uint256"]"#, #"["uint256","address"]"#, "not a value of the type address"),
      (#"["address","uint256"]"#, #"["address","int8"]"#, "not a value of the type int8"),
      (#"["address","uint256"]"#, #"["address","uint257"]"#, "the type uint257 cannot be checked"),
      (#"["address","uint256"]"#, #"["address","uint256[][]"]"#, "cannot be checked"),
      (#"["address","uint256"]"#, #"["address","(uint256)"]"#, "cannot be checked"),
      (#""tree":["#, #""tree":["0x","#, "not 32 bytes"),
      (#""tree":["#, #""tree":["0x00","#, "not 32 bytes"),
      (#""treeIndex":8"#, #""place":8"#, "a value has the members value and treeIndex"),
      (#","treeIndex":8"#, "", "a value has the members value and treeIndex"),
      (#"standard-v1"#, #"standard-v2"#, "the format standard-v2 is not known"),
      (#""tree":"#, #""hash":"custom","tree":"#, "a hash function of its own"),
      (#""tree":"#, #""tree":[],"tree":"#, "the key tree occurs twice"),
      (#""values":"#, #""more":"#, "there are no values"),
    ]
  )
  func refused(text: String, other: String, fact: String) throws {
    let changed = try Self.dump(of: Self.tree(ofSize: 5), replacing: text, with: other)
    let error = #expect(throws: ForeignFileError.self) { try OpenZeppelinDump(parsing: changed) }
    #expect(error?.description.contains(fact) == true, "\(String(describing: error))")
  }

  @Test func dumpWithoutNodes() {
    let text =
      #"{"format":"standard-v1","leafEncoding":["address","uint256"],"tree":[],"values":[]}"#
    #expect(throws: ForeignFileError.fields(["tree: a tree has an odd number of nodes"])) {
      try OpenZeppelinDump(parsing: [UInt8](text.utf8))
    }
  }

  /// The claims of claim-tree-roots.txt.
  static func tree(ofSize size: Int) throws -> ClaimTree {
    try ClaimTree(
      of: (1...size).map { number in
        let amount = UInt256(1_000_000_007 * UInt64(number))
        return Claim(account: Address(repeating: UInt8(number)), amount: amount)
      }
    )
  }

  static func dump(
    of tree: ClaimTree,
    replacing text: String,
    with other: String
  ) throws -> [UInt8] {
    let dump = String(decoding: TreeDump.bytes(of: tree), as: UTF8.self)
    return Array(try dump.replacing(first: text, with: other).utf8)
  }
}
