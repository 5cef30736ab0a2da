import Distribution
import EVMTypes
import FileStore
import MerkleClaims
import ReportDocuments
import ReportPages
import SiteBranding

/// A small publication, made by the real engine: two or three streams, three holders, one excluded.
struct Sample {
  static let july = Timestamp(text: "2026-07-01T00:00:00Z") ?? .last
  static let august = Timestamp(text: "2026-08-01T00:00:00Z") ?? .last
  static let september = Timestamp(text: "2026-09-01T00:00:00Z") ?? .last

  var title = "Example revenue sharing"
  var notice: String? = "Illustrative figures."
  var website: String? = "https://example.org"
  var streams = [
    Stream(id: "fees", title: "Transaction fees", description: "Swaps and audits."),
    Stream(id: "ads", title: "Advertising and sponsorships", description: ""),
  ]
  var rationale = "Stakers carry the risk.\n\nHalf is for them."
  var link = "https://vote.example/OIP-1"
  var choice = "For"
  var reason = "Treasury of the platform"
  var revenue: [UInt64] = [30_000_123_456, 12_500_000_000]
  var hasHolders = true
  /// Whether claims are paid in WETH too, which makes it a publication of ruleset 2.
  var hasSecondAsset = false
  var branding: Branding?
  var baseURL = "https://transparency.example/"

  static func account(_ number: UInt8) -> Address {
    guard let account = Address(bytes: [UInt8](repeating: number, count: 20)) else {
      preconditionFailure("20 bytes are an account")
    }
    return account
  }

  var site: SiteDescription {
    SiteDescription(
      title: title,
      publisher: "Example",
      description: "What Example earned and what its stakers are owed.",
      website: website,
      baseURL: baseURL,
      notice: notice,
      branding: branding
    )
  }

  var generator: IndexDocument.Generator {
    .init(version: "0.0.0", templates: ContentDigest(bytes: [UInt8](repeating: 0, count: 32)))
  }

  private var assets: [Asset] {
    let usdc = Token(symbol: "USDC", name: "USD Coin", decimals: 6, contract: nil)
    let weth = Token(symbol: "WETH", name: "Wrapped Ether", decimals: 18, contract: nil)
    let all = [Asset(id: "usdc", token: usdc), Asset(id: "weth", token: weth)]
    return Array(all.prefix(hasSecondAsset ? 2 : 1))
  }

  private func terms(_ epoch: Epoch, carriedIn: [CarriedIn]) throws -> EpochTerms {
    EpochTerms(
      ruleset: hasSecondAsset ? .v2 : .v1,
      epoch: epoch,
      chain: Chain(id: 1, name: "Ethereum"),
      token: Token(symbol: "OP", name: "Opur", decimals: 18, contract: nil),
      payouts: zip(assets, carriedIn)
        .map { asset, carriedIn in
          PayoutTerms(
            asset: asset,
            distributor: Self.account(0x5f),
            tree: .standard,
            carriedIn: carriedIn
          )
        },
      streams: streams,
      decision: Decision(
        id: "OIP-1",
        title: "Start sharing revenue",
        decidedAt: Timestamp(text: "2026-06-20T16:00:00Z") ?? .last,
        effectiveEpoch: 1,
        stakerShare: try Percentage(text: "50%"),
        poolShares: try streams.map {
          PoolShare(stream: $0.id, share: try Percentage(text: "40%"))
        },
        rationale: rationale,
        link: link,
        tally: [
          TallyLine(choice: choice, votes: "182.5"), TallyLine(choice: "Against", votes: "12"),
        ],
        quorum: "100",
        retroactive: nil
      ),
      exclusions: [Exclusion(account: Self.account(9), reason: reason)]
    )
  }

  private func distribution(
    _ epoch: Epoch,
    carriedIn: [CarriedIn]
  ) throws -> EpochDistribution {
    let entries = assets.flatMap { asset in
      zip(streams, revenue).enumerated()
        .map { index, line in
          RevenueEntry(
            time: epoch.start,
            stream: line.0.id,
            asset: asset.id,
            amount: SignedAmount(UInt256(line.1)),
            reference: "entry-\(epoch.number)-\(asset.id)-\(index)",
            note: ""
          )
        }
    }
    let lots: [(UInt8, UInt64)] = [(1, 1_000), (2, 250), (3, 4), (9, 5_000)]
    return try EpochDistribution(
      of: EpochInputs(
        terms: try terms(epoch, carriedIn: carriedIn),
        entries: entries,
        events: [],
        openingLots: try (hasHolders ? lots : []).map { account, amount in
          Lot(
            account: Self.account(account),
            start: Timestamp(unixSeconds: 0) ?? .last,
            amount: try UInt256(amount).multiplied(by: 1_000_000_000_000_000_000)
          )
        }
      )
    )
  }

  private func report(_ distribution: EpochDistribution) throws -> EpochReport {
    let table = TableFigures(
      count: 0,
      digest: ContentDigest(bytes: [UInt8](repeating: 1, count: 32))
    )
    return EpochReport(
      of: distribution,
      claims: try distribution.payouts.map(claims),
      borders: .init(
        openingLots: table,
        closingLots: table,
        openingBalances: hasSecondAsset ? table : nil,
        closingBalances: hasSecondAsset ? table : nil
      )
    )
  }

  private func claims(of payout: PayoutDistribution) throws -> ClaimsFigures {
    let claims = payout.claims.map { Claim(account: $0.account, amount: $0.amount) }
    return ClaimsFigures(
      count: claims.count,
      total: payout.allocation.shares,
      toFund: payout.allocation.shares,
      root: claims.isEmpty ? nil : try ClaimTree(of: claims).root,
      partition: ClaimPartition(
        of: payout.holders.map(\.account),
        under: hasSecondAsset ? .v2 : .v1
      )
    )
  }

  /// Two epochs, and the shares of each in each payout asset.
  func epochs() throws -> [(epoch: ReportedEpoch, shares: [[UInt256]])] {
    let zero = [UInt256](repeating: .zero, count: streams.count)
    let first = try distribution(
      Epoch(number: 1, start: Self.july, end: Self.august),
      carriedIn: assets.map { _ in CarriedIn(remainder: .zero, deficits: zero) }
    )
    let second = try distribution(
      Epoch(number: 2, start: Self.august, end: Self.september),
      carriedIn: first.payouts.map { payout in
        CarriedIn(remainder: payout.allocation.remainderOut, deficits: zero)
      }
    )
    return try [first, second].map { distribution in
      let epoch = ReportedEpoch(
        report: try report(distribution),
        evidence: ContentDigest(bytes: [UInt8](repeating: 7, count: 32)),
        examples: distribution.payouts.map(\.holders.first)
      )
      return (epoch, distribution.payouts.map { $0.holders.map(\.share) })
    }
  }

  /// Every view by its path.
  func views() throws -> [String: [UInt8]] {
    let epochs = try epochs()
    let site = try SitePages(
      site: site,
      generator: generator,
      epochs: epochs.map(\.epoch),
      templates: .embedded
    )
    var views: [String: [UInt8]] = [:]
    for page in site.pages {
      var shares: [[UInt256]] = []
      if case .epoch(let number) = page { shares = epochs[number - 1].shares }
      views[page.path.description] = try site.bytes(of: page, shares: shares)
    }
    return views
  }

  /// A view as text.
  func view(_ path: String) throws -> String {
    String(decoding: try views()[path] ?? [], as: UTF8.self)
  }
}
