import Distribution
import EVMTypes
import FileStore
import MerkleClaims
import Publishing
import ReportDocuments
import Signing
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
        "Nothing to publish: \(site) holds \(publication.epochs.count) epochs, all as the books say."
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
        "  evidence  sha256 \(manifestDigest(of: epoch))",
      ]
    }
    let views = "\(publication.changedViews.count) views"
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
              .init("manifest", .string(manifestDigest(of: epoch))),
            ])
          }
        )
      ),
      .init(
        "changedViews",
        .array(publication.changedViews.map { .string($0.description) })
      ),
    ])
  }

  private func manifestDigest(of epoch: EpochEvidence) -> String {
    let bytes = publication.manifests[epoch.number]?.bytes ?? []
    return ContentDigest(bytes: SHA256.hash(bytes)).description
  }
}
