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
      let edit = (file.paths[row] + [file.amountKey], { (member: JSONValue.Member) -> JSONValue.Member? in
        .init(member.key, .string(amount.description))
      })
      try expectOtherLeaf(row, of: file, try file.editing([edit]))
    }
  }

  @Test("Another account", arguments: EditableFile.names)
  func editedAccount(name: String) throws {
    let file = try EditableFile(name)
    for row in file.rows {
      let edit = (Array(file.paths[row][..<2]), { (member: JSONValue.Member) -> JSONValue.Member? in
        .init("0x00000000000000000000000000000000deadbeef", member.value)
      })
      try expectOtherLeaf(row, of: file, try file.editing([edit]))
    }
  }

  @Test("Two amounts that are swapped", arguments: EditableFile.names)
  func swappedAmounts(name: String) throws {
    let file = try EditableFile(name)
    let first = file.rows[0]
    let amount = try file.amount(first)
    let others = file.rows.dropFirst() + file.paths.indices
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

  @Test("A proof with a bit of one hash flipped: the claim is in the tree", arguments: EditableFile.names)
  func editedProof(name: String) throws {
    let file = try EditableFile(name)
    for row in file.rows {
      let proof = try file.proof(row)
      for place in [0, proof.count / 2, proof.count - 1] {
        var changed = proof
        let words = changed[place].bigEndianWords
        changed[place] = Digest(bigEndianWords: (words.0, words.1, words.2, words.3 ^ 1))
        try expectProofAlone(row, of: file, changed.map { .string($0.description) }, .proofAlone)
      }
      try expectProofAlone(row, of: file, proof.dropLast().map { .string($0.description) }, .proofAlone)
      try expectProofAlone(row, of: file, [], .proofAlone)
      try expectProofAlone(row, of: file, [.string("0x12")], .proofUnreadable)
      try expectProofAlone(row, of: file, nil, .noProof)
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
    #expect(culprit.fact == .proofLeads(to: format.node.root(from: culprit.leaf, along: proof, at: 0)))
    #expect(culprit.place == edited.distribution.place(ofClaim: row))
    // A leaf beside an empty place stands in nobody else's proof.
    #expect(culprit.committedLeaf == (proof.first == .zero ? nil : try file.leaf(row)))
  }

  private func expectProofAlone(
    _ row: Int,
    of file: EditableFile,
    _ proof: [JSONValue]?,
    _ fact: Culprit.Fact
  ) throws {
    let edit = (file.paths[row] + [file.proofKey], { (member: JSONValue.Member) -> JSONValue.Member? in
      proof.map { .init(member.key, .array($0)) }
    })
    let (distribution, verdict) = try file.editing([edit])
    #expect(verdict.isReproduced)
    #expect(verdict.culprits.map(\.row) == [row])
    let culprit = try #require(verdict.culprits.first)
    #expect(culprit.fact == fact)
    #expect(culprit.leaf == (try file.leaf(row)))
    #expect(culprit.place == distribution.place(ofClaim: row))
  }
}
