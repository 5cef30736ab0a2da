import Distribution
import FileStore
import ReportDocuments

/// The files of a publication, from the site's root, as links of other pages name them; those of a payout asset are of the
/// first one.
struct EpochPaths: Sendable {
  let page: String
  let report: String
  let manifest: String
  let statement: String
  let terms: String
  let revenue: String
  let rates: String
  let returned: String
  let adjustments: String
  let staking: String
  let openingLots: String
  let weights: String
  /// Whether weights were given, so that there are no stake events and lots.
  let areWeightsGiven: Bool
  let openingBalances: String
  let holders: String
  let claims: String
  let tree: String

  /// The files of an epoch as it was published first.
  init(_ report: EpochReport) {
    self.init(report, of: PublicationName(epoch: report.epoch.number))
  }

  init(_ report: EpochReport, of publication: PublicationName) {
    let files = SiteLayout.EpochFiles.self
    let asset = report.main.asset
    func path(_ file: RelativePath) -> String {
      SiteLayout.folder(of: publication).appending(file).description
    }
    self.page = path(files.page)
    self.report = path(files.report)
    self.manifest = path(files.manifest)
    self.statement = path(files.statement)
    self.terms = path(files.terms)
    self.revenue = path(files.revenue)
    self.rates = path(files.rates)
    self.returned = path(files.returned)
    self.adjustments = path(files.adjustments)
    self.staking = path(files.staking)
    self.openingLots = path(files.openingLots)
    self.weights = path(files.weights)
    self.areWeightsGiven = report.stake.movement == nil
    self.openingBalances = path(files.openingBalances)
    self.holders = path(files.holders(asset))
    self.claims = path(files.claims(asset))
    self.tree = path(files.tree(asset))
  }
}
