import Distribution
import EVMTypes
import MerkleClaims
import ReportDocuments

extension EpochEvidence {
  /// The documents, but the manifest, one by one.
  public var documents: [EvidenceDocument] {
    var documents = inputDocuments
    documents.append(EvidenceDocument(SiteLayout.EpochFiles.report) { [report] in report.bytes })
    for index in distribution.payouts.indices { documents += payoutDocuments(index) }
    if let correction {
      documents.append(
        EvidenceDocument(SiteLayout.EpochFiles.correction) { correction.bytes }
      )
      documents += differences.map { payout in
        EvidenceDocument(SiteLayout.EpochFiles.differences(payout.asset)) {
          DifferencesTable.bytes(of: payout.differences)
        }
      }
    }
    return documents
  }

  /// The documents that the epoch is computed from.
  var inputDocuments: [EvidenceDocument] {
    InputDocuments.documents(of: inputs, after: previous)
  }

  private func payoutDocuments(_ index: Int) -> [EvidenceDocument] {
    let files = SiteLayout.EpochFiles.self
    let payout = distribution.payouts[index]
    let asset = payout.terms.asset
    let ruleset = inputs.terms.ruleset
    let tree = trees[index]
    var documents = [
      EvidenceDocument(files.holders(asset)) {
        HoldersTable.bytes(of: payout.holders, under: ruleset)
      },
      EvidenceDocument(files.claims(asset)) { ClaimAmountsTable.bytes(of: tree) },
    ]
    if let tree, TreeDump.exists(for: payout.terms.tree) {
      documents.append(EvidenceDocument(files.tree(asset)) { TreeDump.bytes(of: tree) })
    }
    let partition = report.payouts[index].claims.partition
    let sums = sums[index]
    let holders = Self.places(of: payout.holders.lazy.map(\.account), in: partition)
    let claims = Self.places(of: payout.claims.lazy.map(\.account), in: partition)
    for (place, prefix) in partition.prefixes.enumerated() {
      let (holders, claims) = (holders[place], claims[place])
      documents.append(
        EvidenceDocument(files.claims(asset, prefix: prefix)) { [distribution] in
          ClaimsDocument(
            ruleset: ruleset,
            epoch: distribution.terms.epoch.number,
            asset: asset.id,
            prefix: prefix,
            root: tree?.root,
            sums: holders.isEmpty ? nil : sums?.proof(of: holders),
            holders: holders.map { distribution.explained(payout.holders[$0]) },
            claims: claims.compactMap { payout.proven($0, in: tree) }
          ).bytes
        }
      )
    }
    return documents
  }

  /// Where the accounts of each prefix stand.
  ///
  /// Together, since prefixes follow the order of accounts; the range of a prefix without accounts is empty.
  private static func places(
    of accounts: some Sequence<Address>,
    in partition: ClaimPartition
  ) -> [Range<Int>] {
    var counts: [String: Int] = [:]
    for account in accounts { counts[partition.prefix(for: account), default: 0] += 1 }
    var end = 0
    return partition.prefixes.map { prefix in
      let start = end
      end += counts[prefix] ?? 0
      return start..<end
    }
  }
}

extension EpochDistribution {
  /// A holder with what led to the weight.
  fileprivate func explained(_ holder: HolderShare) -> ExplainedHolder {
    switch terms.ruleset {
    case .v1:
      ExplainedHolder(
        share: holder,
        explanation: .intervals(stakeTime.intervals(of: holder.account))
      )
    case .v2:
      ExplainedHolder(
        share: holder,
        // Excluded accounts can be holders by an accrual: their lots count for nothing.
        explanation: .pieces(holder.weight.isZero ? [] : stakeTime.pieces(of: holder.account))
      )
    }
  }
}

extension PayoutDistribution {
  /// The accounts that are a holder, or have a claim, or both, in order.
  var accounts: [Address] {
    let claims = claims.map(\.account)
    let holders = holders.map(\.account)
    guard claims != holders else { return holders }
    return Set(claims + holders).sorted()
  }

  /// A claim with its proof.
  fileprivate func proven(_ place: Int, in tree: ClaimTree?) -> ProvenClaim? {
    guard let proof = tree?.claimProof(at: place) else { return nil }
    return ProvenClaim(
      before: claims[place].before,
      payments: payers(of: claims[place].account).map {
        ProvenClaim.Payment(holder: holders[$0].account, paid: holders[$0].paid)
      },
      proof: proof
    )
  }
}
