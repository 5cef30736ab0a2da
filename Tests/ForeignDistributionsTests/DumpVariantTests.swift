import EVMTypes
import ForeignDistributions
import MerkleClaims
import StrictJSON
import TestSupport
import Testing

/// Dumps as other libraries and languages write them.
@Suite struct DumpVariantTests {
  /// The early adoption list of Lido's community staking: a tree of accounts alone.
  @Test func valuesOfOneField() throws {
    let text = try PublishedFile.text("figures/lido-csm-early-adoption.json")
    let dump = try OpenZeppelinDump(parsing: Array(text.utf8))
    #expect(dump.types == ["address"] && dump.problems.isEmpty && dump.valueCount > 5)
    #expect(
      dump.root.description == "0xa9e0f9295f169913bafcc4bc9debb38acfbd0442ed9fce55d657dd7ad75c9ec4"
    )
    let account = try #require(
      text.firstRange(of: #"{"value":["0x"#) ?? text.firstRange(of: #""value":["0x"#)
    )
    let edited =
      text[..<account.upperBound] + "00" + text[text.index(account.upperBound, offsetBy: 2)...]
    #expect(try OpenZeppelinDump(parsing: Array(edited.utf8)).problems.count == 1)
  }

  /// The leaf of the test of Sablier's service, whose hash is the tree's only node.
  @Test func snakeCaseAndTheEncodingLast() throws {
    let root = "0x23bb7a869a407bc69b27975acff039dfe6a6abe5e3da626e98623d70137eb320"
    let text =
      #"{"format":"standard-v1","tree":["\#(root)"],"values":[{"value":["0","#
      + #""0x9ad7cad4f10d0c3f875b8a2fd292590490c9f491","5000"],"tree_index":0}],"#
      + #""leaf_encoding":["uint","address","uint256"]}"#
    let dump = try OpenZeppelinDump(parsing: Array(text.utf8))
    #expect(dump.problems.isEmpty && dump.root.description == root)
    #expect(dump.preset == .sablier && dump.columns.amounts == [[5000]])
    let other = try text.replacing(first: #""5000""#, with: "5001")
    #expect(try OpenZeppelinDump(parsing: Array(other.utf8)).problems.count == 1)
  }

  /// Lido's oracle sorts keys and writes integers.
  @Test func sortedKeysAndIntegers() throws {
    var columns = ClaimColumns(count: 3)
    columns.numbers = [18, 2, 30]
    columns.amounts = [[538_486_185_704_192_067, 9_007_199_254_740_993, 1]]
    let tree = try #require(DistributionTree(of: columns, in: .lidoCSM)?.single)
    let values = (0..<3).map {
      #"{"treeIndex":\#(tree.nodeIndex(ofClaim: $0)),"value":[\#(columns.numbers[$0]),\#(columns.amounts[0][$0])]}"#
    }
    let nodes = (0..<5).map { #""\#(tree.node(at: $0))""# }
    let text =
      #"{"format":"standard-v1","leafEncoding":["uint256","uint256"],"tree":[\#(nodes.joined(separator: ","))],"#
      + #""values":[\#(values.joined(separator: ","))]}"#
    let dump = try OpenZeppelinDump(parsing: Array(text.utf8))
    #expect(dump.problems.isEmpty && dump.preset == .lidoCSM)
    #expect(dump.columns.amounts == columns.amounts && dump.columns.numbers == columns.numbers)
  }

  /// Members in every order that keeps each value whole.
  @Test func anyOrderOfMembers() throws {
    let bytes = try TestFile.bytes("Fixtures/openzeppelin/standard-v1.sorted.1_0_6.json")
    guard case .object(let members) = try JSONValue(parsing: bytes) else { return }
    for shift in 0..<members.count {
      for list in [members, members.reversed()] {
        let turned = Array(list[shift...] + list[..<shift])
        let dump = try OpenZeppelinDump(parsing: JSONValue.object(turned).compactBytes)
        #expect(dump.problems.isEmpty && dump.valueCount == 6)
      }
    }
  }

  /// The words by the contract ABI: offset of the array, then its count and its elements.
  @Test func arraysOfNumbers() throws {
    let words: [UInt64] = [7, 64, 2, 5, 6]
    let encoding = words.flatMap { Digest(bigEndianWords: (0, 0, 0, $0)).bytes }
    let leaf = Digest(keccak256Of: Digest(keccak256Of: encoding).bytes)
    let text =
      #"{"format":"standard-v1","leafEncoding":["uint256","uint256[]"],"tree":["\#(leaf)"],"#
      + #""values":[{"value":[7,["5",6]],"treeIndex":0}]}"#
    #expect(try OpenZeppelinDump(parsing: Array(text.utf8)).problems.isEmpty)
    let other = try text.replacing(first: #""5",6"#, with: #""5",6,6"#)
    #expect(try OpenZeppelinDump(parsing: Array(other.utf8)).problems.count == 1)
  }
}
