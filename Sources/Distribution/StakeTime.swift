public import EVMTypes

public struct AccountWeight: Sendable, Hashable {
  public let account: Address
  public let weight: UInt256
}
public struct StakeTime: Sendable {
  public let weights: [AccountWeight]
  public let closingLots: [Lot]
  public let opening: UInt256
  public let closing: UInt256
  let accounts: [Address: StakeAccount]

  public func pieces(of account: Address) -> [StakePiece] { [] }
  public func intervals(of account: Address) -> [StakeInterval] { accounts[account]?.stakes ?? [] }

  public init(openingLots: [Lot], events: [StakeEvent], epoch: Epoch, weighting: Weighting) throws(DistributionError) {
    do {
      var accounts: [Address: StakeAccount] = [:]
      var lots: [Address: [Lot]] = [:]
      for lot in openingLots { lots[lot.account, default: []].append(lot) }
      for (a, l) in lots { accounts[a] = try StakeAccount(openingLots: l, epoch: epoch) }
      self.opening = try sum(of: openingLots.map(\.amount))
      for event in events {
        var s = try accounts[event.account] ?? StakeAccount(openingLots: [], epoch: epoch)
        try s.apply(event)
        accounts[event.account] = s
      }
      self.closing = try sum(of: accounts.values.map(\.balance))
      for k in accounts.keys { try accounts[k]?.close() }
      self.accounts = accounts
      self.weights = accounts.map { AccountWeight(account: $0.key, weight: $0.value.weight) }.sorted { $0.account < $1.account }
      self.closingLots = accounts.sorted { $0.key < $1.key }.flatMap { $0.value.lots }
    } catch let e as DistributionError { throw e } catch { throw .overflow("stake x time") }
  }
}
