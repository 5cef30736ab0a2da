import Distribution
import EVMTypes

extension YAMLReader {
  var token: Token? {
    allow(["symbol", "name", "decimals", "contract"])
    return tokenMembers
  }

  private var tokenMembers: Token? {
    let symbol = required("symbol")?.text
    let name = required("name")?.text
    let decimals = required("decimals")
    let count = decimals?.count
    let contract = optional("contract")?.account
    guard let symbol, let name, let count else { return nil }
    guard count <= 36 else {
      decimals?.problem("a token has at most 36 decimals")
      return nil
    }
    return Token(symbol: symbol, name: name, decimals: count, contract: contract)
  }

  var assets: [BookSettings.AssetSetting]? {
    distinct("asset") { item in
      item.allow(["id", "symbol", "name", "decimals", "contract", "convertTo"])
      let id = item.required("id")
      let name = id?.identifier
      let token = item.tokenMembers
      let target = item.optional("convertTo")?.identifier
      guard let name, let token else { return nil }
      guard Identifier.isValidAsset(name) else {
        id?.problem("an asset's identifier has no dot and is not `inputs`")
        return nil
      }
      return (name, .init(asset: Asset(id: name, token: token), convertTo: target))
    }
  }

  /// Logs conversions that lead nowhere, at the list of assets.
  func check(_ assets: [BookSettings.AssetSetting], convertTo payouts: [PayoutSetting]) {
    let names = payouts.map(\.asset.id)
    for (item, setting) in zip(items ?? [], assets) {
      guard let target = setting.convertTo, let place = item.optional("convertTo") else { continue }
      // One that is paid out later is converted until then.
      if payouts.contains(where: { $0.asset.id == setting.asset.id && $0.from == 0 }) {
        place.problem("\(setting.asset.id) is paid out itself and is not converted; remove the key")
      } else if target == setting.asset.id || !names.contains(target) {
        place.problem("not a payout asset; name one of \(names.joined(separator: ", "))")
      }
    }
  }
}
