import Distribution
import EVMTypes
import FileStore

/// What the first epoch takes over from an earlier system.
struct OpeningSetting: Sendable, Hashable {
  struct Deficit: Sendable, Hashable {
    let asset: String
    let stream: String
    let amount: UInt256
  }

  let source: String
  /// The remainder of each payout asset that is named, in its base units.
  let remainders: [MinimumPayout]
  let deficits: [Deficit]
  let lots: RelativePath?
  let balances: RelativePath?

  func remainder(of asset: String) -> UInt256 {
    remainders.first { $0.asset == asset }?.amount ?? .zero
  }

  func deficit(of stream: String, in asset: String) -> UInt256 {
    deficits.first { $0.asset == asset && $0.stream == stream }?.amount ?? .zero
  }
}

extension YAMLReader {
  func opening(
    payouts: [PayoutSetting]?,
    streams: [BookSettings.StreamSetting]?
  ) -> OpeningSetting? {
    allow(["source", "remainders", "deficits", "lots", "balances"])
    let assets = payouts?.map(\.asset)
    let source = required("source")?.text
    let remainders = optional("remainders").map { $0.minimums(of: assets) } ?? []
    let deficits = optional("deficits").map { $0.deficits(of: assets, streams: streams) } ?? []
    let lots = optional("lots")
    let lotsPath = lots?.bookPath
    let balances = optional("balances")
    let balancesPath = balances?.bookPath
    guard let source, let remainders, let deficits, (lots == nil) == (lotsPath == nil),
      (balances == nil) == (balancesPath == nil)
    else { return nil }
    return OpeningSetting(
      source: source,
      remainders: remainders,
      deficits: deficits,
      lots: lotsPath,
      balances: balancesPath
    )
  }

  private func deficits(
    of assets: [Asset]?,
    streams: [BookSettings.StreamSetting]?
  ) -> [OpeningSetting.Deficit]? {
    guard let members else { return nil }
    var deficits: [OpeningSetting.Deficit] = []
    for (key, value) in members {
      guard let assets, let streams else { continue }
      guard let asset = assets.first(where: { $0.id == key }) else {
        value.problem(
          "\(key) is not paid out; name one of \(assets.map(\.id).joined(separator: ", "))"
        )
        continue
      }
      for (stream, amount) in value.members ?? [] {
        guard streams.contains(where: { $0.id == stream }) else {
          amount.problem("there is no stream \(stream)")
          continue
        }
        guard let amount = amount.amount(of: asset.token) else { continue }
        deficits.append(.init(asset: key, stream: stream, amount: amount))
      }
    }
    return deficits
  }
}
