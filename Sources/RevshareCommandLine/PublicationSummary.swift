import Distribution
import EVMTypes
import FileStore
import MerkleClaims
import Publishing
import ReportDocuments
import StrictJSON
import TransparencyLog

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

  private var newPublications: [PublicationRecord] {
    publication.history.publications.filter { publication.newPublications.contains($0.name) }
  }

  /// The lines to print.
  var lines: [String] {
    if publication.isUnchanged {
      return [
        "Nothing to publish: \(site) holds \(count(publication.history.epochs.count, "epoch")), all as the books say."
      ]
    }
    var lines: [String] = []
    for epoch in newPublications {
      lines.append("Epoch \(epoch.name)" + (isDryRun ? " would be published" : ""))
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
        : "Published to \(site): \(published), \(views) made."
    )
    if publication.log.isSigned {
      let head = publication.log.tree
      lines.append(
        "Log: \(count(head.size, "entry", "entries")), root \(head.root.base64), signed."
      )
    } else if !isDryRun {
      lines.append("Log: \(count(publication.log.tree.size, "entry", "entries")), unsigned.")
    }
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
          newPublications.map { epoch in
            .object([
              .init("epoch", .integer(epoch.number)),
              .init("publication", .string(epoch.name.description)),
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

  /// How much is new.
  private var published: String {
    let corrections = newPublications.filter(\.name.isCorrection).count
    let epochs = newPublications.count - corrections
    return "\(epochs) new of \(publication.history.epochs.count) epochs"
      + (corrections == 0 ? "" : ", \(count(corrections, "correction"))")
  }

  private func count(_ number: Int, _ name: String, _ plural: String? = nil) -> String {
    "\(number) \(number == 1 ? name : plural ?? "\(name)s")"
  }
}
