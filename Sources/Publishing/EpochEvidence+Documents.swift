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
      EvidenceDocument(rows: files.holders(asset)) {
        HoldersTable.text(of: payout.holders, under: ruleset)
      },
      EvidenceDocument(rows: files.claims(asset)) { ClaimAmountsTable.text(of: tree) },
    ]
    let partition = report.payouts[index].claims.partition
    if let tree, !partition.holdsRanges, TreeDump.exists(for: payout.terms.tree) {
      documents.append(EvidenceDocument(files.tree(asset)) { TreeDump.bytes(of: tree) })
    }
    let sums = sums[index]
    for prefix in partition.prefixes {
      let holders = ClaimPartition.places(of: prefix, count: payout.holders.count) {
        payout.holders.account($0)
      }
      let claims = ClaimPartition.places(of: prefix, count: payout.claims.count) {
        payout.claims[$0].account
      }
      let path = files.claims(asset, prefix: prefix)
      let proof = { @Sendable in holders.isEmpty ? nil : sums?.proof(of: holders) }
      documents.append(
        partition.holdsRanges
          ? EvidenceDocument(path, rowCount: holders.count) { [number] in
            ClaimsRangeDocument(
              epoch: number,
              asset: asset.id,
              prefix: prefix,
              root: tree?.root,
              sums: proof(),
              range: claims.isEmpty ? nil : tree?.range(of: claims),
              rows: payout.rows(holders, claims, in: tree)
            ).bytes
          }
          : EvidenceDocument(path, rowCount: holders.count) { [distribution, number] in
            ClaimsDocument(
              ruleset: ruleset,
              epoch: number,
              asset: asset.id,
              prefix: prefix,
              root: tree?.root,
              sums: proof(),
              holders: holders.map { distribution.explained(payout.holders[$0]) },
              claims: claims.compactMap { payout.proven($0, in: tree) }
            ).bytes
          }
      )
    }
    return documents
  }
}

extension EpochDistribution {
  /// A holder with what led to the weight.
  fileprivate func explained(_ holder: HolderShare) -> ExplainedHolder {
    switch terms.ruleset {
    case .v1:
      ExplainedHolder(
        share: holder,
        explanation: .intervals(stakeTime?.intervals(of: holder.account) ?? [])
      )
    case .v2:
      ExplainedHolder(
        share: holder,
        explanation: stakeTime.map { stakeTime in
          // Excluded accounts can be holders by an accrual: their lots count for nothing.
          .pieces(holder.weight.isZero ? [] : stakeTime.pieces(of: holder.account))
        } ?? .elsewhere
      )
    }
  }
}

extension PayoutDistribution {
  /// The accounts that are a holder, or have a claim, or both, in order.
  var accounts: [Address] {
    var accounts: [Address] = []
    accounts.reserveCapacity(max(holders.count, claims.count))
    forEachAccount(holders.indices, claims.indices) { account, _, _ in accounts.append(account) }
    return accounts
  }

  /// Goes over the accounts of some holders and claims, in order, with the places of both.
  private func forEachAccount(
    _ holderPlaces: Range<Int>,
    _ claimPlaces: Range<Int>,
    _ body: (Address, _ holder: Int?, _ claim: Int?) -> Void
  ) {
    var (holder, claim) = (holderPlaces.lowerBound, claimPlaces.lowerBound)
    while holder < holderPlaces.upperBound || claim < claimPlaces.upperBound {
      let ofHolder = holder < holderPlaces.upperBound ? holders.account(holder) : nil
      let ofClaim = claim < claimPlaces.upperBound ? claims[claim].account : nil
      guard let left = ofHolder ?? ofClaim, let right = ofClaim ?? ofHolder else { break }
      let account = min(left, right)
      body(account, ofHolder == account ? holder : nil, ofClaim == account ? claim : nil)
      if ofHolder == account { holder += 1 }
      if ofClaim == account { claim += 1 }
    }
  }

  /// The rows of a file that holds a range.
  fileprivate func rows(
    _ holderPlaces: Range<Int>,
    _ claimPlaces: Range<Int>,
    in tree: ClaimTree?
  ) -> [ClaimsRangeDocument.Row] {
    var rows: [ClaimsRangeDocument.Row] = []
    forEachAccount(holderPlaces, claimPlaces) { account, holder, claim in
      rows.append(
        ClaimsRangeDocument.Row(
          account: account,
          holder: holder.map { holders[$0] },
          claim: claim.map { place in
            let index = tree?.index(ofClaim: place)
            return RangedClaim(
              index: index == place ? nil : index,
              amount: claims[place].amount,
              before: claims[place].before,
              payments: payments(toClaim: place)
            )
          }
        )
      )
    }
    return rows
  }

  private func payments(toClaim place: Int) -> [ProvenClaim.Payment] {
    payers(of: claims[place].account).map {
      ProvenClaim.Payment(holder: holders[$0].account, paid: holders[$0].paid)
    }
  }

  /// A claim with its proof.
  fileprivate func proven(_ place: Int, in tree: ClaimTree?) -> ProvenClaim? {
    guard let proof = tree?.claimProof(at: place) else { return nil }
    return ProvenClaim(
      before: claims[place].before,
      payments: payments(toClaim: place),
      proof: proof
    )
  }
}
