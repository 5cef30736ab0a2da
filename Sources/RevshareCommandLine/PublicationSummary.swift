import Distribution
import EVMTypes
import FileStore
import MerkleClaims
import Publishing
import ReportDocuments
import StrictJSON

/// What a publication changed, or would change.
struct PublicationSummary {
  private let publication: Publication
  private let site: String
  private let isDryRun: Bool

  init(_ publication: Publication, site: String, isDryRun: Bool) {
    self.publication = publication
    self.site = site
    self.isDryRun = isDryRun
  }

  private var newEpochs: [EpochEvidence] {
    publication.epochs.filter { publication.newEpochs.contains($0.number) }
  }

  /// The lines to print.
  var lines: [String] {
    if publication.isUnchanged {
      return [
        "Nothing to publish: \(site) holds \(count(publication.epochs.count, "epoch")), all as the books say."
      ]
    }
    var lines: [String] = []
    for epoch in newEpochs {
      lines.append("Epoch \(epoch.number)" + (isDryRun ? " would be published" : ""))
      for payout in epoch.report.payouts {
        let format = AmountFormat(token: payout.asset.token)
        lines += [
          "  total     \(format.text(payout.claims.toFund)) \(payout.asset.token.symbol)",
          "  holders   \(payout.payment.holderCount), \(payout.claims.count) with a claim",
          "  root      \(payout.claims.root?.description ?? "none")",
        ]
      }
      lines.append("  evidence  sha256 \(epoch.reference.manifest)")
    }
    let views = count(publication.changedViews.count, "view")
    if !publication.damagedFiles.isEmpty {
      let files = count(publication.damagedFiles.count, "damaged file")
      lines.append(isDryRun ? "\(files) would be restored" : "Restored \(files):")
      lines += publication.damagedFiles.prefix(10).map { "  \($0)" }
    }
    lines.append(
      isDryRun
        ? "Nothing was written; \(views) would be made again."
        : "Published to \(site): \(newEpochs.count) new of \(publication.epochs.count) epochs, \(views) made."
    )
    return lines
  }

  /// The same for machines.
  var json: JSONValue {
    .object([
      .init("site", .string(site)),
      .init("dryRun", .bool(isDryRun)),
      .init("unchanged", .bool(publication.isUnchanged)),
      .init(
        "newEpochs",
        .array(
          newEpochs.map { epoch in
            .object([
              .init("epoch", .integer(epoch.number)),
              .init(
                "assets",
                .array(
                  epoch.report.payouts.map { payout in
                    .object([
                      .init("asset", .string(payout.asset.id)),
                      .init("toFund", .string(payout.claims.toFund.description)),
                      .init("total", .string(payout.claims.total.description)),
                      .init("holderCount", .integer(payout.payment.holderCount)),
                      .init("claimCount", .integer(payout.claims.count)),
                      .init("root", .optional(payout.claims.root?.description)),
                    ])
                  }
                )
              ),
              .init("manifest", .string(epoch.reference.manifest.description)),
            ])
          }
        )
      ),
      .init("damagedFiles", .array(publication.damagedFiles.map { .string($0.description) })),
      .init(
        "changedViews",
        .array(publication.changedViews.map { .string($0.description) })
      ),
    ])
  }

  private func count(_ number: Int, _ name: String) -> String {
    "\(number) \(name)\(number == 1 ? "" : "s")"
  }
}
