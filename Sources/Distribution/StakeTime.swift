import EVMTypes

/// All accounts' stake-time in an epoch, in account order.
struct StakeTime {
  /// Accounts with lots or events.
  let accounts: [(address: Address, stake: StakeAccount)]
  /// What was staked when the epoch began and when it ended, in base units of the staked token.
  let opening: UInt256
  let closing: UInt256

  init(of inputs: EpochInputs) throws(DistributionError) {
    let epoch = inputs.terms.epoch
    do {
      var stakes: [StakeAccount] = []
      var places: [Address: Int] = [:]
      var addresses: [Address] = []
      var first = 0
      while first < inputs.openingLots.count {
        let address = inputs.openingLots[first].account
        let count = inputs.openingLots[first...].prefix { $0.account == address }.count
        let lots = Array(inputs.openingLots[first..<(first + count)])
        places[address] = stakes.count
        addresses.append(address)
        stakes.append(try StakeAccount(openingLots: lots, epoch: epoch))
        first += count
      }
      self.opening = try sum(of: stakes.map(\.balance))
      for event in inputs.events {
        if places[event.account] == nil {
          places[event.account] = stakes.count
          addresses.append(event.account)
          stakes.append(try StakeAccount(openingLots: [], epoch: epoch))
        }
        guard let place = places[event.account] else { continue }
        try stakes[place].apply(event)
      }
      self.closing = try sum(of: stakes.map(\.balance))
      for place in stakes.indices { try stakes[place].close() }
      self.accounts = zip(addresses, stakes).map { ($0, $1) }.sorted { $0.0 < $1.0 }
    } catch let error as DistributionError {
      throw error
    } catch {
      throw .overflow("stake × time")
    }
  }
}
