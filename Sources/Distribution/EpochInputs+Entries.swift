import EVMTypes

extension EpochInputs {
  func checkEntries() throws(EpochInputsError) {
    try checkRows(entries)
    let streams = Set(terms.streams.map(\.id))
    let rates = RateTable(rates)
    var places: [[UInt8]: Int] = [:]
    for (place, entry) in entries.enumerated() { places[[UInt8](entry.reference.utf8)] = place }
    for (place, entry) in entries.enumerated() {
      guard streams.contains(entry.stream) else { throw .unknownStream(entry.stream) }
      guard let asset = terms.asset(entry.asset) else { throw .unknownAsset(entry.asset) }
      if let adjusts = entry.adjusts, adjusts >= terms.epoch.number {
        throw .impossibleRow(entry.reference)
      }
      let originalPlace = entry.refunds.flatMap { places[[UInt8]($0.utf8)] }
      let original = originalPlace.map { entries[$0] }
      if let original, let originalPlace {
        guard originalPlace < place, original.stream == entry.stream,
          original.asset == entry.asset
        else { throw .impossibleRefund(entry.reference) }
      }
      try checkConversion(of: entry, in: asset, after: original, at: rates)
    }
  }

  private func checkConversion(
    of entry: RevenueEntry,
    in asset: BookedAsset,
    after original: RevenueEntry?,
    at rates: RateTable
  ) throws(EpochInputsError) {
    guard !asset.isPayout else {
      guard entry.rateTime == nil, entry.converted == entry.amount else {
        throw .wrongConversion(entry.reference)
      }
      return
    }
    guard let payout = terms.payout(asset.payout), let rateTime = entry.rateTime,
      let rate = rates.stated(of: entry.asset, at: rateTime)
    else { throw .noRate(entry.reference) }
    let isInForce =
      if let original {
        original.rateTime == rateTime
      } else if entry.refunds != nil {
        // The entry lies in an earlier epoch, whose own inputs hold its rate.
        rateTime < terms.epoch.start
      } else {
        rate == rates.inForce(of: entry.asset, at: entry.time)
      }
    guard isInForce else { throw .otherRate(entry.reference) }
    let converted = try? rate.rate.converted(
      entry.amount,
      decimals: asset.asset.token.decimals,
      payoutDecimals: payout.asset.token.decimals
    )
    guard converted == entry.converted else { throw .wrongConversion(entry.reference) }
  }

  /// The rates that an epoch's inputs hold: of each asset with entries those within the epoch, the last one
  /// before it, and those that refunds of earlier entries name; by asset, then by time.
  ///
  /// - Source: docs/specification.md, section 7.1.
  /// - Parameters:
  ///   - rates: All rates, in any order.
  ///   - entries: The epoch's entries.
  ///   - terms: The epoch's terms.
  /// - Returns: The rates in canonical order.
  public static func rates(
    from rates: [Rate],
    for entries: [RevenueEntry],
    under terms: EpochTerms
  ) -> [Rate] {
    terms.assets.filter { !$0.isPayout }
      .flatMap { asset -> [Rate] in
        let own = entries.filter { $0.asset == asset.asset.id }
        guard !own.isEmpty else { return [] }
        let named = Set(own.filter { $0.refunds != nil }.compactMap(\.rateTime))
        let known = rates.filter { $0.asset == asset.asset.id }
        let last = known.filter { $0.time < terms.epoch.start }.map(\.time).max()
        return
          known.filter {
            terms.epoch.contains($0.time) || $0.time == last
              || ($0.time < terms.epoch.start && named.contains($0.time))
          }
          .sorted { $0.time < $1.time }
      }
  }

  func checkRates() throws(EpochInputsError) {
    for (left, right) in zip(rates, rates.dropFirst())
    where left.asset == right.asset && left.time >= right.time {
      throw .ratesNotInOrder(right.asset)
    }
    guard rates == Self.rates(from: rates, for: entries, under: terms) else {
      throw .ratesNotNeeded
    }
  }
}
