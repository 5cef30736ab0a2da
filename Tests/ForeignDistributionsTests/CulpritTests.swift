import EVMTypes
import ForeignDistributions
import MerkleClaims
import StrictJSON
import Testing

/// Published files in which one claim is edited: exactly that one is named.
@Suite struct CulpritTests {
  @Test("An amount that is larger by one", arguments: EditableFile.names)
  func editedAmount(name: String) throws {
    let file = try EditableFile(name)
    for row in file.rows {
      let amount = try FileObject(value: file.amount(row)).number.adding(1)
      let edit = (
        file.paths[row] + [file.amountKey],
        { (member: JSONValue.Member) -> JSONValue.Member? in
          .init(member.key, .string(amount.description))
        }
      )
      try expectOtherLeaf(row, of: file, try file.editing([edit]))
    }
  }

  @Test("Another account", arguments: EditableFile.names)
  func editedAccount(name: String) throws {
    let file = try EditableFile(name)
    for row in file.rows {
      let edit = (
        Array(file.paths[row][..<2]),
        { (member: JSONValue.Member) -> JSONValue.Member? in
          .init("0x00000000000000000000000000000000deadbeef", member.value)
        }
      )
      try expectOtherLeaf(row, of: file, try file.editing([edit]))
    }
  }

  @Test("Two amounts that are swapped", arguments: EditableFile.names)
  func swappedAmounts(name: String) throws {
    let file = try EditableFile(name)
    let first = file.rows[0]
    let amount = try file.amount(first)
    let others = file.rows.dropFirst() + file.paths.indices.reversed()
    let place = try others.firstIndex { try file.amount($0) != amount }
    let second = others[try #require(place)]
    let other = try file.amount(second)
    let (distribution, verdict) = try file.editing([
      (file.paths[first] + [file.amountKey], { .init($0.key, other) }),
      (file.paths[second] + [file.amountKey], { .init($0.key, amount) }),
    ])
    #expect(!verdict.isReproduced && verdict.format?.name == file.verdict.format?.name)
    #expect(verdict.culprits.map(\.row) == [first, second].sorted())
    for culprit in verdict.culprits {
      #expect(culprit.place == distribution.place(ofClaim: culprit.row))
      #expect(culprit.committedLeaf == (try file.leaf(culprit.row)))
    }
  }

  @Test(
    "Proofs that are edited in several ways: the claims are in the tree",
    arguments: EditableFile.names
  )
  func editedProofs(name: String) throws {
    let file = try EditableFile(name)
    let step = file.paths.count / 7
    let proofs = try (0..<6).map {
      try file.proof($0 * step).map { JSONValue.string($0.description) }
    }
    let other = JSONValue.string(Digest(keccak256Of: [1]).description)
    let changes: [(proof: [JSONValue]?, fact: Culprit.Fact)] = [
      ([other] + proofs[0].dropFirst(), .proofAlone), (proofs[1].dropLast() + [other], .proofAlone),
      (proofs[2].dropLast(), .proofAlone), ([], .proofAlone), ([.string("0x12")], .proofUnreadable),
      (nil, .noProof),
    ]
    let edits = changes.enumerated().map { place, change in
      (
        file.paths[place * step] + [file.proofKey],
        { (member: JSONValue.Member) -> JSONValue.Member? in
          change.proof.map { .init(member.key, .array($0)) }
        }
      )
    }
    let (distribution, verdict) = try file.editing(edits)
    #expect(verdict.isReproduced)
    #expect(verdict.culprits.map(\.row) == changes.indices.map { $0 * step })
    #expect(verdict.culprits.map(\.fact) == changes.map(\.fact))
    for culprit in verdict.culprits {
      #expect(culprit.leaf == (try file.leaf(culprit.row)))
      #expect(culprit.place == distribution.place(ofClaim: culprit.row))
    }
  }

  private func expectOtherLeaf(
    _ row: Int,
    of file: EditableFile,
    _ edited: (distribution: ForeignDistribution, verdict: DistributionVerdict)
  ) throws {
    let verdict = edited.verdict
    #expect(!verdict.isReproduced && verdict.format?.name == file.verdict.format?.name)
    let culprit = try #require(verdict.culprits.first)
    #expect(verdict.culprits.count == 1 && culprit.row == row)
    let format = try #require(verdict.format)
    #expect(culprit.leaf == format.leaf.hash(of: edited.distribution.columns, at: row))
    let proof = try file.proof(row)
    #expect(
      culprit.fact == .proofLeads(to: format.node.root(from: culprit.leaf, along: proof, at: 0))
    )
    #expect(culprit.place == edited.distribution.place(ofClaim: row))
    // A leaf beside an empty place stands in nobody else's proof.
    #expect(culprit.committedLeaf == (proof.first == .zero ? nil : try file.leaf(row)))
  }
}
