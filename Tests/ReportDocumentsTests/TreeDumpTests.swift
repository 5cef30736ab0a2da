import EVMTypes
import MerkleClaims
import ReportDocuments
import TestSupport
import Testing

@Suite struct TreeDumpTests {
  /// The form that OpenZeppelin's library writes; the root is that of claim-tree-roots.txt.
  @Test func dumpOfOneClaim() throws {
    let account = "0x" + String(repeating: "01", count: 20)
    let root = try TestFile.rows("Fixtures/vectors/claim-tree-roots.txt")[0][2]
    let text =
      #"{"format":"standard-v1","leafEncoding":["address","uint256"],"tree":["\#(root)"],"#
      + #""values":[{"value":["\#(account)","1000000007"],"treeIndex":0}]}"#
    let claim = Claim(account: Address(repeating: 1), amount: 1_000_000_007)
    let tree = try ClaimTree(of: [claim])
    #expect(String(decoding: TreeDump.bytes(of: tree), as: UTF8.self) == text)
  }
}
