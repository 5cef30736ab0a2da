import EVMTypes
import ForeignDistributions
import MerkleClaims

extension VerifiedPart {
  /// Verifies a published distribution.
  init(_ distribution: ForeignDistribution, expectedRoot: Digest?, formats: [TreeFormat]) {
    if let shard = ShardVerdict(of: distribution) {
      self.init(shard, expectedRoot: expectedRoot)
      self.remarks = distribution.remarks
      if distribution.proofCount > 0 {
        remarks.append("the claims of a shard carry proofs of their own, which were not checked")
      }
      return
    }
    let verdict = DistributionVerdict(of: distribution, root: expectedRoot, formats: formats)
    self.init(verdict.summary, root: verdict.root)
    self.format = verdict.format
    self.claimCount = verdict.claimCount
    self.proofCount = verdict.proofCount
    self.totals = verdict.totals
    self.remarks = verdict.remarks(of: distribution)
    self.problems = verdict.problems(of: distribution)
    if let expectedRoot, let stated = distribution.statedRoot, stated != expectedRoot {
      problems.append("the file states the root \(stated), not \(expectedRoot)")
    }
    if verdict.format?.isCumulative == true { self.cumulativeClaims = verdict.columns }
  }

  private init(_ shard: ShardVerdict, expectedRoot: Digest?) {
    self.init(
      "a shard of \(shard.claimCount) claims"
        + (shard.total.map { ", in all \($0) base units" } ?? ""),
      root: shard.root
    )
    self.claimCount = shard.claimCount
    self.totals = [shard.total]
    self.format = .sharded
    self.isShard = true
    switch (shard.root, expectedRoot) {
    case (nil, _): problems.append("the shard's proof holds what is no hash")
    case (_, nil):
      problems.append(
        "a shard states no root; give the file that does (root.json) too, or state it with --root"
      )
    case (let root?, let expected?) where root != expected:
      problems.append("the shard leads to the root \(root), not to \(expected)")
    case (_, _): break
    }
  }
}

extension DistributionVerdict {
  /// What a distribution is, in one line.
  var summary: String {
    var parts = ["\(claimCount) claims"]
    if let format { parts[0] += " in the format \(format.name) (\(format.orderText))" }
    if proofCount > 0, root != nil {
      parts.append("\(provenCount) of \(proofCount) proofs lead to the root")
    }
    let sums = totals.compactMap(\.self)
    if !sums.isEmpty, sums.count == totals.count {
      parts.append("in all \(sums.map(\.description).joined(separator: " and ")) base units")
    }
    return parts.joined(separator: ", ")
  }

  /// What does not fit.
  func problems(of distribution: ForeignDistribution) -> [String] {
    guard let root else { return ["the file states no root; state one with --root"] }
    var problems: [String] = []
    if !isReproduced {
      switch format {
      case nil:
        problems.append(
          "no format that the fields of the claims fit gives the root \(root); tried: "
            + (triedFormats.isEmpty ? "none" : triedFormats.joined(separator: ", "))
        )
      case let format? where culprits.isEmpty:
        problems.append(
          "every proof leads to the root, but the claims alone do not give it: claims of the tree are not in "
            + "the file, or they stand in another order (\(format.name))"
        )
      case let format?:
        problems.append(
          "the claims do not give the root \(root); \(culprits.count) of \(claimCount) do not belong "
            + "(\(format.name))"
        )
      }
    }
    problems += culprits.map(\.description)
    problems += wrongLeaves.prefix(51).map {
      "\(distribution.place(ofClaim: $0)): the stated leaf is not the one that the claim makes"
    }
    if let stated = distribution.statedTotal, totals.count == 1, let total = totals[0],
      stated != total
    {
      problems.append("the stated total is \(stated), but the claims add up to \(total)")
    }
    return problems
  }

  /// What is doubtful.
  func remarks(of distribution: ForeignDistribution) -> [String] {
    var remarks = distribution.remarks + (areRows ? distribution.duplicates : [])
    if distribution.statedTotal != nil, totals.count != 1 || totals[0] == nil {
      remarks.append("the stated total was not compared: the claims are of several kinds")
    }
    if format != nil, totals.count < columns.amounts.count {
      remarks.append("the claims state amounts that no leaf holds; nothing commits to them")
    }
    if let format, format.leaf.fields.contains(.index) {
      for (row, first) in columns.repeatedIndexes().prefix(50) {
        remarks.append(
          "\(distribution.place(ofClaim: row)): its index is also that of \(distribution.place(ofClaim: first))"
        )
      }
    }
    if isAmbiguous {
      remarks.append(
        "unsafe: a leaf has as many bytes as two nodes and is hashed once, so that a node can be passed off "
          + "as a claim"
      )
    }
    return remarks
  }
}

extension TreeFormat {
  /// The order of leaves, and what else differs from the preset of this name.
  var orderText: String {
    var text =
      switch order {
      case .account: "by account"
      case .hash: "leaves ascending by hash"
      case .given: "leaves as given"
      }
    guard let preset = TreeFormat.readable.first(where: { $0.name == name }) else { return text }
    if preset.node.shape != node.shape { text += ", \(node.shape.text)" }
    if preset.node.isSorted != node.isSorted { text += ", pairs not sorted" }
    if preset.leavesOutZeros != leavesOutZeros {
      text += leavesOutZeros ? ", without claims of nothing" : ", with claims of nothing"
    }
    return text
  }
}

extension NodeForm.Shape {
  fileprivate var text: String {
    switch self {
    case .array: "in an array of nodes"
    case .promote: "a last odd node goes up unhashed"
    case .zeroPadded: "filled up with zero nodes"
    case .oddWithZero: "a last odd node is hashed with zero"
    case .oddWithItself: "a last odd node is hashed with itself"
    }
  }
}
