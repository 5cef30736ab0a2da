public import ContractEvents
public import Distribution
import EVMTypes
public import FileStore
import SiteBranding
public import TransparencyLog

/// `revshare.yaml`: who publishes, what is staked and paid, when, and where the ledgers are.
public struct BookSettings: Sendable, Hashable {
  /// An epoch, and whether its ledgers are complete.
  public struct EpochSetting: Sendable, Hashable {
    /// The epoch.
    public let epoch: Epoch
    /// Whether it may be published.
    public let isClosed: Bool
    /// The last block before its end, where the books name it.
    let block: ChainBlock?
  }

  /// What makes the site look like its publisher's.
  struct BrandingSetting: Sendable, Hashable {
    let colour: AccentColours?
    let logo: LogoFile?
    let links: [SiteLink]
  }

  /// What revenue may be booked in.
  struct AssetSetting: Sendable, Hashable {
    let asset: Asset
    /// The payout asset that entries in it become; the first where it is not stated.
    let convertTo: String?
  }

  /// A stream with the names that it has had.
  struct StreamSetting: Sendable, Hashable {
    let id: String
    var names: [Dated<Stream>]
  }

  /// Who signs the log.
  public enum LogSetting: Sendable, Hashable {
    /// A key in a file of the books.
    case key(RelativePath)
    /// A key that is elsewhere; what it signs is handed out and brought back.
    case verifier(NoteVerifier)
  }

  /// Who signs the log, and what others sign of it.
  struct LogSettings: Sendable, Hashable {
    let signer: LogSetting?
    /// The witnesses, and how many of them must have signed.
    let policy: RelativePath?
    /// The accounts' signatures of statements.
    let signatures: RelativePath?
  }

  /// An exclusion and the epochs that it is in force in.
  struct ExclusionSetting: Sendable, Hashable {
    let exclusion: Exclusion
    let from: Int
    let until: Int?
  }

  /// The heading of the site.
  public let title: String
  /// Who publishes.
  public let publisher: String
  /// What the site shows.
  public let description: String
  /// The publisher's own site.
  public let website: String?
  /// Where the site is served; ends with `/`.
  public let baseURL: String
  /// What every page says on top.
  public let notice: String?
  /// The chain that claims are paid on.
  public let chain: Chain
  /// Whom the check page may ask about the chain.
  public let node: NodeAddress?
  /// Who signs the log; `nil` where nobody does.
  public var log: LogSetting? { logSettings?.signer }
  let logSettings: LogSettings?
  /// What is staked.
  public let token: Token
  /// The rules of the first epoch.
  public let ruleset: Ruleset
  /// The epochs, contiguous and in order; at least one.
  public let epochs: [EpochSetting]
  let branding: BrandingSetting?
  let assets: [AssetSetting]
  /// What claims are paid in; at least one.
  let payouts: [PayoutSetting]
  let streams: [StreamSetting]
  let exclusions: [ExclusionSetting]
  let redirections: [Redirection]
  let opening: OpeningSetting?
  let privacy: PrivacySetting?
  let reconciliationPolicy: ReconciliationTerms.Policy
  let ledgers: LedgerMappings

  static let file = "revshare.yaml"
  static let format = "revshare-books-v1"

  /// Where events on the chain come from.
  public var chainSources: [EventSource] { ledgers.chain.sources }

  /// Up to where the chain is read.
  public var confirmedDepth: ConfirmedDepth { ledgers.chain.depth }

  /// The file in the books that holds what was read from the chain.
  public static var chainFile: RelativePath { ChainTables.file }

  /// Whether an epoch takes something from the chain.
  func isRead(_ epoch: Int) -> Bool { epoch >= ledgers.chain.from ?? epoch }

  /// When the first epoch begins that takes something from the chain; `nil` where that is the first of all.
  var chainStart: Timestamp? {
    ledgers.chain.from.flatMap { from in epochs.first { $0.epoch.number == from }?.epoch.start }
  }

  /// What an epoch reconciles with the chain; `nil` where nothing is.
  func reconciliation(in epoch: Int) -> ReconciliationTerms? {
    ledgers.pools.isEmpty || !isRead(epoch)
      ? nil : ReconciliationTerms(pools: ledgers.pools, policy: reconciliationPolicy)
  }

  /// How many streams there are.
  public var streamCount: Int { streams.count }

  /// The streams as an epoch names them, in the order of the books.
  func streams(in epoch: Int) -> [Stream] {
    streams.compactMap { $0.names.value(in: epoch) ?? $0.names.first?.value }
  }

  /// The exclusions in force in an epoch.
  ///
  /// - Parameter epoch: The epoch's number.
  /// - Returns: The exclusions, in account order.
  public func exclusions(in epoch: Int) -> [Exclusion] {
    exclusions
      .filter { $0.from <= epoch && epoch <= $0.until ?? epoch }
      .map(\.exclusion)
      .sorted { $0.account < $1.account }
  }

  /// The redirections in force when an epoch ends, in account order.
  ///
  /// - Source: docs/specification.md, section 8.7.
  func redirections(in epoch: Epoch) -> [Redirection] {
    Dictionary(grouping: redirections.filter { $0.since < epoch.end }, by: \.account)
      .compactMap { $0.value.max { $0.since < $1.since } }
      .filter { $0.beneficiary != $0.account }
      .sorted { $0.account < $1.account }
  }

  /// What an epoch's claims are paid in.
  func payouts(in epoch: Int) -> [PayoutSetting] { payouts.filter { $0.from <= epoch } }

  /// The assets that an epoch's entries may be in, each with the payout asset that it becomes.
  func bookedAssets(in epoch: Int) -> [BookedAsset] {
    let payouts = payouts(in: epoch).map(\.asset.id)
    return assets.map { setting in
      let target = setting.convertTo.flatMap { payouts.contains($0) ? $0 : nil } ?? payouts[0]
      return BookedAsset(
        asset: setting.asset,
        payout: payouts.contains(setting.asset.id) ? setting.asset.id : target
      )
    }
  }

  /// The number of the epoch that a moment lies in; one above all others for a later moment.
  func epochNumber(at time: Timestamp) -> Int {
    epochs.last { $0.epoch.start <= time && time < $0.epoch.end }?.epoch.number
      ?? (epochs.last?.epoch.number ?? 0) + 1
  }
}
