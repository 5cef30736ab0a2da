import EVMTypes
import Signing
import Testing
import TransparencyLog

@Suite struct LogTreeTests {
  /// The eight entries of Certificate Transparency's own tests, and the roots over the first of them.
  static let entries = [
    "", "00", "10", "2021", "3031", "40414243", "5051525354555657",
    "606162636465666768696a6b6c6d6e6f",
  ]
  static let roots = [
    "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
    "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
    "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
    "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
    "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
    "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
    "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
    "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
  ]

  @Test func rootsOfCertificateTransparency() throws {
    var tree = LogTree()
    #expect(tree.root.hex == Self.roots[0])
    for (index, digits) in Self.entries.enumerated() {
      tree.append(try #require(Hex.bytes(of: digits.utf8)))
      #expect(tree.size == index + 1)
      #expect(tree.root.hex == Self.roots[index + 1])
    }
    for size in 0...8 { #expect(tree.root(ofSize: size)?.hex == Self.roots[size]) }
    #expect(tree.root(ofSize: 9) == nil)
    #expect(tree.root(ofSize: -1) == nil)
  }

  @Test func rootsOfGo() throws {
    let rows = try LogVectors.rows("root")
    #expect(rows.count == 300)
    let tree = LogTree(entries: LogVectors.entries(300))
    for row in rows {
      let size = try #require(Int(row[0]))
      #expect(tree.root(ofSize: size)?.base64 == row[1])
      #expect(LogTree(entries: LogVectors.entries(size)).root.base64 == row[1])
    }
    #expect(LogTree(leaves: tree.leaves) == tree)
  }

  @Test func proofsOfGo() throws {
    let tree = LogTree(entries: LogVectors.entries(12))
    for row in try LogVectors.rows("inclusion") {
      let (size, index) = (try #require(Int(row[0])), try #require(Int(row[1])))
      #expect(tree.inclusionProof(of: index, size: size) == (try LogVectors.hashes(row[2...])))
    }
    for row in try LogVectors.rows("consistency") {
      let (from, to) = (try #require(Int(row[0])), try #require(Int(row[1])))
      #expect(tree.consistencyProof(from: from, to: to) == (try LogVectors.hashes(row[2...])))
    }
  }

  @Test func allProofsOfGo() throws {
    let row = try #require(try LogVectors.rows("proofs").first)
    let limit = try #require(Int(row[0]))
    let tree = LogTree(entries: LogVectors.entries(limit))
    var bytes: [UInt8] = []
    for size in 1...limit {
      for index in 0..<size {
        bytes += try #require(tree.inclusionProof(of: index, size: size)).flatMap(\.bytes)
      }
      for from in 1...size {
        bytes += try #require(tree.consistencyProof(from: from, to: size)).flatMap(\.bytes)
      }
    }
    #expect(String(decoding: Hex.digits(of: SHA256.hash(bytes)), as: UTF8.self) == row[1])
  }

  @Test func noProofsBeyondTheLog() {
    let tree = LogTree(entries: LogVectors.entries(5))
    for (index, size) in [(-1, 5), (5, 5), (0, 6), (0, 0), (0, -1), (Int.max, Int.max), (3, 2)] {
      #expect(tree.inclusionProof(of: index, size: size) == nil)
    }
    for (from, to) in [(-1, 5), (5, 6), (6, 6), (4, 3), (Int.max, Int.max), (0, -1)] {
      #expect(tree.consistencyProof(from: from, to: to) == nil)
    }
    #expect(tree.consistencyProof(from: 0, to: 5) == [])
    #expect(tree.consistencyProof(from: 5, to: 5) == [])
  }

  @Test func hashesHaveOneText() throws {
    let hash = LogHash(ofEntry: [])
    #expect(LogHash(base64: hash.base64.utf8) == hash)
    #expect(LogHash(bytes: hash.bytes) == hash)
    #expect(LogHash(bytes: hash.bytes.dropLast()) == nil)
    for text in [
      "", hash.hex, String(hash.base64.dropLast()), hash.base64 + "=", " " + hash.base64,
    ] {
      #expect(LogHash(base64: text.utf8) == nil)
    }
  }
}
