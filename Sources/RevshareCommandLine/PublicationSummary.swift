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
      let format = AmountFormat(token: epoch.report.asset.token)
      let symbol = epoch.report.asset.token.symbol
      lines += [
        "Epoch \(epoch.number)" + (isDryRun ? " would be published" : ""),
        "  total     \(format.text(epoch.report.claims.total)) \(symbol)",
        "  holders   \(epoch.report.stake.holderCount), \(epoch.report.claims.count) with a claim",
        "  root      \(epoch.report.claims.root?.description ?? "none")",
        "  evidence  sha256 \(epoch.reference.manifest)",
      ]
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
              .init("total", .string(epoch.report.claims.total.description)),
              .init("holderCount", .integer(epoch.report.stake.holderCount)),
              .init("claimCount", .integer(epoch.report.claims.count)),
              .init("root", .optional(epoch.report.claims.root?.description)),
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
