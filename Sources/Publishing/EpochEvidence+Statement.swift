import Distribution
import MerkleClaims
public import ReportDocuments

extension EpochEvidence {
  /// What the log holds of the publication.
  ///
  /// - Parameters:
  ///   - entry: Where in the log a publication stands that a correction names.
  ///   - program: The program that makes it, with its version.
  /// - Returns: The statement.
  public func statement(
    entryOf entry: (PublicationName) -> Int?,
    program: String = ProgramVersion.program
  ) -> EpochStatement {
    EpochStatement(
      publication: name,
      manifest: reference.manifest,
      chain: report.chain.id,
      block: report.block,
      payouts: zip(report.payouts, sums).map { payout, sums in
        EpochStatement.Payout(
          asset: payout.asset.id,
          distributor: payout.distributor,
          claims: payout.claims,
          sums: sums.map { tree in
            EpochStatement.Sums(
              holderCount: tree.holderCount,
              root: tree.root,
              weight: tree.weight,
              shares: tree.share,
              paid: tree.paid
            )
          }
        )
      },
      corrected: correction.flatMap { correction in
        name.corrected.flatMap { corrected in
          entry(corrected).map { entry in
            EpochStatement.Corrected(
              entry: entry,
              publication: corrected,
              reason: correction.reason,
              settlement: correction.settlement
            )
          }
        }
      },
      program: program
    )
  }
}
