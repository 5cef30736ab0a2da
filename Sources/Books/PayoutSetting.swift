import Distribution
import EVMTypes

/// How claims in one asset are paid, epoch by epoch.
struct PayoutSetting: Sendable, Hashable {
  let asset: Asset
  /// The first epoch that pays in it.
  let from: Int
  let distributors: [Dated<Address>]
  let trees: [Dated<TreeTerms>]
  let schemes: [Dated<ClaimScheme>]
  let explicitProofs: [Dated<Int>]

  func tree(in epoch: Int) -> TreeTerms { trees.value(in: epoch) ?? .standard }

  func scheme(in epoch: Int) -> ClaimScheme { schemes.value(in: epoch) ?? .perEpoch }

  func explicitProofs(in epoch: Int) -> Int {
    explicitProofs.value(in: epoch) ?? PayoutTerms.explicitProofs
  }
}

extension YAMLReader {
  /// What claims are paid in: one asset with the settings beside it, or a list of assets with their own.
  func payouts(among assets: [BookSettings.AssetSetting]?, of root: YAMLReader) -> [PayoutSetting]?
  {
    guard isList else {
      return payout(among: assets, of: root, isTopLevel: true).map { [$0] }
    }
    for key in ["distributor", "tree", "claims", "explicitProofs"] {
      root.optional(key)?.problem("with several payout assets this key stands in each of them")
    }
    var payouts: [PayoutSetting] = []
    for item in items ?? [] {
      item.allow(["asset", "distributor", "tree", "claims", "explicitProofs", "from"])
      guard
        let payout = item.required("asset")?
          .payout(among: assets, of: item, isTopLevel: false)
      else { continue }
      if payouts.contains(where: { $0.asset.id == payout.asset.id }) {
        item.optional("asset")?.problem("the payout asset \(payout.asset.id) stands here twice")
      }
      payouts.append(payout)
    }
    if payouts.isEmpty { problem("there is no payout asset; name one") }
    if let first = payouts.first, first.from > 0, payouts.allSatisfy({ $0.from > 0 }) {
      problem("every payout asset begins later than the first epoch; leave `from` out of one")
    }
    return payouts
  }

  private func payout(
    among assets: [BookSettings.AssetSetting]?,
    of settings: YAMLReader,
    isTopLevel: Bool
  ) -> PayoutSetting? {
    let asset = payoutAsset(among: assets)
    let distributors = settings.optional("distributor")
      .map { $0.dated(key: "address", "distributors", \.account) }
    let trees = settings.optional("tree").map { $0.trees(of: asset) }
    let schemes = settings.optional("claims")
      .map { $0.dated(key: "scheme", "schemes", \.claimScheme) }
    let from = isTopLevel ? 0 : settings.optional("from").map(\.count) ?? 0
    let limits = settings.optional("explicitProofs")
      .map { $0.dated(key: "accounts", "limits", \.count) }
    guard let asset, let from, let distributors = distributors ?? [], let trees = trees ?? [],
      let schemes = schemes ?? [], let limits = limits ?? []
    else { return nil }
    return PayoutSetting(
      asset: asset,
      from: from,
      distributors: distributors,
      trees: trees,
      schemes: schemes,
      explicitProofs: limits
    )
  }

  private func payoutAsset(among assets: [BookSettings.AssetSetting]?) -> Asset? {
    guard let word, let assets, !assets.isEmpty else { return nil }
    guard let setting = assets.first(where: { $0.asset.id == word }) else {
      problem("no such asset; name one of \(assets.map(\.asset.id).joined(separator: ", "))")
      return nil
    }
    return setting.asset
  }

  private var claimScheme: ClaimScheme? {
    guard let word else { return nil }
    if let scheme = ClaimScheme(rawValue: word) { return scheme }
    problem("no such scheme; there are \(ClaimScheme.allNames)")
    return nil
  }
}
