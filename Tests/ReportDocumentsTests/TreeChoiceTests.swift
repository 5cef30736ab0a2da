import ClaimVerifier
import Distribution
import ReportDocuments
import StrictJSON
import TestSupport
import Testing

/// The tree that documents name, and what readers refuse of it.
@Suite struct TreeChoiceTests {
  /// A released document with the payout asset's contract, and other trees.
  static func document(
    _ name: String,
    contract: Bool = true,
    _ changes: [(at: String, to: JSONValue)] = []
  ) throws -> [UInt8] {
    var document = try JSONValue(parsing: ReleasedDocumentsTests.document(name))
    let address = JSONValue.string("0xA0b86991c6218b36c1d19D4a2e9Eb0cE3606eB48")
    for (path, value) in (contract ? [("asset.contract", address)] : []) + changes {
      let keys = path.split(separator: ".").map(String.init)
      document = document.setting(keys[...], to: value)
    }
    return document.canonicalBytes
  }

  static func tree(_ preset: String, _ order: String) -> JSONValue {
    .object([.init("preset", .string(preset)), .init("order", .string(order))])
  }

  @Test("Inputs and proofs name any tree but the default one", arguments: TreePreset.allCases)
  func treeIsReadAndWritten(preset: TreePreset) throws {
    for order in ClaimOrder.allCases where (preset, order) != (.openZeppelin, .account) {
      let changes = [(at: "tree", to: Self.tree(preset.name, order.rawValue))]
      let inputs = try InputsDocument(parsing: Self.document("epochs/2/inputs/epoch.json", changes))
      #expect(
        (inputs.terms.payouts[0].tree.preset, inputs.terms.payouts[0].tree.order) == (preset, order)
      )
      let text =
        "  },\n  \"tree\": {\n    \"preset\": \"\(preset.name)\",\n    \"order\": \"\(order)\"\n  },\n  \""
      #expect(String(decoding: inputs.bytes, as: UTF8.self).contains(text + "streams\""))
      #expect(try InputsDocument(parsing: inputs.bytes) == inputs)
      let proof = try ProofDocument(parsing: Self.document("proof.json", changes))
      #expect((proof.terms.tree.preset, proof.terms.tree.order) == (preset, order))
      #expect(String(decoding: proof.bytes, as: UTF8.self).contains(text + "root\""))
      #expect(try ProofDocument(parsing: proof.bytes) == proof)
    }
  }

  @Test("A report states preset, order and leaf encoding", arguments: TreePreset.allCases)
  func report(preset: TreePreset) throws {
    let types = JSONValue.array(preset.leafTypes.map { .string($0) })
    let bytes = try Self.document(
      "epochs/2/report.json",
      [
        (at: "claims.preset", to: .string(preset.name)), (at: "claims.order", to: .string("hash")),
        (at: "claims.leafEncoding", to: types),
      ]
    )
    let report = try EpochReport(parsing: bytes)
    #expect(
      (report.payouts[0].claims.tree.preset, report.payouts[0].claims.tree.order) == (preset, .hash)
    )
    #expect(report.bytes == bytes)
  }

  @Test(
    "Nonsense is refused with its place",
    arguments: [
      ("openzeppelin", "account", "tree", "the default tree is not written"),
      ("openzepelin", "account", "tree.preset", "expected one of openzeppelin, uniswap, "),
      ("Uniswap", "hash", "tree.preset", "expected one of"),
      ("eigenlayer", "account", "tree.preset", "expected one of"),
      ("openzeppelin", "given", "tree.order", "expected one of account, hash"),
      ("uniswap", "", "tree.order", "expected one of"),
      ("merkl", "hash", "tree.preset", "the asset has no contract"),
      ("urd", "account", "tree.preset", "the asset has no contract"),
    ]
  )
  func nonsense(preset: String, order: String, place: String, fact: String) throws {
    for name in ["epochs/2/inputs/epoch.json", "proof.json"] {
      let bytes = try Self.document(
        name,
        contract: false,
        [(at: "tree", to: Self.tree(preset, order))]
      )
      let error = #expect(throws: DocumentError.self) {
        if name == "proof.json" {
          _ = try ProofDocument(parsing: bytes)
        } else {
          _ = try InputsDocument(parsing: bytes)
        }
      }
      #expect(
        error?.place == place && error?.fact.contains(fact) == true,
        "\(String(describing: error))"
      )
    }
  }

  @Test func leafEncodingOfAnotherPreset() throws {
    let bytes = try Self.document(
      "epochs/2/report.json",
      [(at: "claims.preset", to: .string("uniswap")), (at: "claims.order", to: .string("hash"))]
    )
    #expect(throws: DocumentError(at: "claims.leafEncoding", "expected uint256, address, uint256"))
    {
      try EpochReport(parsing: bytes)
    }
  }

  @Test func membersOfTheTreeAreStrict() throws {
    let half = JSONValue.object([.init("preset", .string("uniswap"))])
    let more = JSONValue.object([
      .init("preset", .string("uniswap")), .init("order", .string("hash")),
      .init("from", .string("1")),
    ])
    for (tree, fact) in [
      (half, "the member order is missing"), (more, "unknown member from"),
      (JSONValue.null, "expected an object"),
    ] {
      let bytes = try Self.document("proof.json", [(at: "tree", to: tree)])
      #expect(throws: DocumentError(at: "tree", fact)) { try ProofDocument(parsing: bytes) }
    }
  }
}

extension JSONValue {
  /// The value with a member replaced or, where there is none, put behind `asset`.
  fileprivate func setting(_ path: ArraySlice<String>, to value: JSONValue) -> JSONValue {
    guard let key = path.first else { return value }
    guard case .object(var members) = self else { return self }
    if let place = members.firstIndex(where: { $0.key == key }) {
      members[place] = .init(key, members[place].value.setting(path.dropFirst(), to: value))
    } else {
      let place = members.firstIndex { $0.key == "asset" }.map { $0 + 1 } ?? members.count
      members.insert(.init(key, value), at: place)
    }
    return .object(members)
  }
}
