import ClaimVerifier
import Distribution
import EVMTypes
import FileStore
import MerkleClaims
import Publishing
import ReportDocuments

extension PublishedEpoch {
  /// The account's figures and claim in one payout asset; `nil` where it has neither.
  ///
  /// Explained, what led to the weight is made from the inputs where no file of claims has it.
  func proof(
    of address: Address,
    _ payout: PayoutReport,
    isExplained: Bool = false
  ) throws(CommandFailure) -> ProofDocument? {
    let path =
      publicationFolder
      .appending(
        SiteLayout.EpochFiles.claims(
          payout.asset,
          prefix: payout.claims.partition.prefix(for: address)
        )
      )
    let document = try read(path) { bytes throws(DocumentError) in
      try PublishedClaims(parsing: bytes)
    }
    guard document.epoch == report.epoch.number, document.asset == payout.asset.id,
      document.root == payout.claims.root
    else { throw notVerified("\(path) is not of this epoch's report") }
    let found = document.holder(address)
    let holder = try isExplained ? found.map(explained) : found
    let claim: ProvenClaim?
    do {
      claim = try document.claim(of: address, payout.claims.tree.leaf)
    } catch {
      throw notVerified("\(path): \(error)")
    }
    guard holder != nil || claim != nil else { return nil }
    return ProofDocument(
      of: address,
      report: report,
      payout: payout,
      sums: try holder.flatMap { row throws(CommandFailure) in
        try sums(of: row.share, in: document, path, payout)
      },
      holder: holder,
      claim: claim
    )
  }

  /// What proves a holder's row in the sum tree: by the file's own proof, or under ruleset 1 by the table of all
  /// holders; `nil` where the file has none.
  private func sums(
    of holder: HolderShare,
    in document: PublishedClaims,
    _ path: RelativePath,
    _ payout: PayoutReport
  ) throws(CommandFailure) -> SumProof? {
    switch report.ruleset {
    case .v1:
      let path =
        publicationFolder
        .appending(SiteLayout.EpochFiles.holders(payout.asset))
      let holders = try read(path) { bytes throws(DocumentError) in
        try HoldersTable.holders(parsing: bytes, under: .v1)
      }
      let tree: SumTree?
      do {
        tree = try SumTree(over: HolderShares(holders))
      } catch {
        throw notVerified("the figures in \(path) add up to 2^256 or more")
      }
      guard let place = holders.firstIndex(of: holder) else {
        throw notVerified("\(path) has no row such as that of \(holder.account)")
      }
      return tree?.proof(of: place..<place + 1)
    case .v2:
      let rows = document.holders.map(\.sumLeaf)
      guard let sums = document.sums, let place = document.holders.firstIndex(of: holder)
      else { return nil }
      guard sums.top(over: rows)?.hash == sums.root else {
        throw notVerified("the rows of \(path) do not lead to the root of the sum tree in it")
      }
      return sums.narrowed(to: place, of: rows)
    }
  }

  /// The holder with the pieces of their stake, from the inputs where they are not there yet.
  private func explained(_ holder: ExplainedHolder) throws(CommandFailure) -> ExplainedHolder {
    guard holder.explanation == .elsewhere else { return holder }
    let inputs: EpochInputs
    do {
      inputs = try EvidenceReader.inputs(of: publication, from: store).inputs
    } catch {
      throw CommandFailure(error)
    }
    let account = holder.share.account
    if inputs.terms.weightSource == .given {
      let sums = inputs.stakeSums.filter { $0.account == account }
      return ExplainedHolder(share: holder.share, explanation: .sums(sums))
    }
    do {
      let time = try StakeTime(
        openingLots: inputs.openingLots.filter { $0.account == account },
        events: StakeEvents(inputs.events.lazy.filter { $0.account == account }),
        epoch: inputs.terms.epoch,
        weighting: inputs.terms.weighting
      )
      let pieces = holder.share.weight.isZero ? [] : time.pieces(of: account)
      return ExplainedHolder(share: holder.share, explanation: .pieces(pieces))
    } catch {
      throw notVerified("the inputs do not fit: \(error)")
    }
  }

  private func read<Document>(
    _ path: RelativePath,
    _ parse: ([UInt8]) throws(DocumentError) -> Document
  ) throws(CommandFailure) -> Document {
    do {
      return try EvidenceReader.read(path, from: store, parse)
    } catch {
      throw CommandFailure(error)
    }
  }

  private func notVerified(_ fact: String) -> CommandFailure {
    CommandFailure(
      .differences,
      lines: ["NOT VERIFIED: \(fact)", "run revshare audit \(folder)"]
    )
  }

  /// Why there is nothing to prove for an account.
  func hasNothing(for address: Address) -> CommandFailure {
    let number = report.epoch.number
    guard let exclusion = report.exclusions.first(where: { $0.account == address }) else {
      return CommandFailure(.differences, "\(address) has no stake-time in epoch \(number)")
    }
    return CommandFailure(
      .differences,
      "\(address) is excluded in epoch \(number): \(exclusion.reason)"
    )
  }

  /// Who published the site.
  func site() throws(CommandFailure) -> SiteDescription {
    do {
      return try EvidenceReader.read(SiteLayout.index, from: store) {
        bytes throws(DocumentError) in try IndexDocument.header(parsing: bytes).site
      }
    } catch {
      throw CommandFailure(error)
    }
  }
}
