import Distribution

extension YAMLReader {
  var epochs: [BookSettings.EpochSetting]? {
    guard let items else { return nil }
    guard !items.isEmpty else {
      problem("there is no epoch; add the first one")
      return nil
    }
    var epochs: [BookSettings.EpochSetting] = []
    for item in items {
      item.allow(["number", "start", "end", "closed", "block"])
      let number = item.required("number")?.count
      let start = item.required("start")?.time
      let end = item.required("end")?.time
      let isClosed = item.required("closed")?.truth
      let block = item.optional("block").map(\.chainBlock) ?? .some(nil)
      guard let number, let start, let end, let isClosed, let block else { return nil }
      guard start < end else {
        item.optional("end")?.problem("an epoch ends after its start")
        return nil
      }
      if let before = epochs.last {
        if number != before.epoch.number + 1 {
          item.optional("number")?
            .problem("expected epoch \(before.epoch.number + 1) after \(before.epoch.number)")
        }
        if start != before.epoch.end {
          item.optional("start")?
            .problem("an epoch starts where the one before ends, at \(before.epoch.end)")
        }
        if isClosed && !before.isClosed {
          item.optional("closed")?
            .problem("closed, though epoch \(before.epoch.number) before it is not")
        }
      }
      epochs.append(
        .init(
          epoch: Epoch(number: number, start: start, end: end),
          isClosed: isClosed,
          block: block
        )
      )
    }
    return epochs
  }

  var ruleset: Ruleset? {
    guard let count else { return nil }
    if let ruleset = Ruleset(rawValue: count) { return ruleset }
    problem("no such ruleset; this version of revshare knows \(Ruleset.allNumbers)")
    return nil
  }
}
