import Distribution
import EVMTypes

extension YAMLReader {
  /// How stake becomes weight: `steps` or `linear`, and which lots a withdrawal takes.
  var weighting: Weighting? {
    allow(["steps", "linear", "withdrawals"])
    let steps = optional("steps")
    let linear = optional("linear")
    let order = optional("withdrawals").map(\.withdrawalOrder) ?? .newest
    let multiplier: Multiplier?
    switch (steps, linear) {
    case (nil, nil): multiplier = Multiplier.none
    case (let steps?, nil): multiplier = steps.steps.map { .steps($0) }
    case (nil, let linear?): multiplier = linear.linear
    case (.some, .some):
      problem("state steps or linear, not both")
      return nil
    }
    guard let multiplier, let order else { return nil }
    return Weighting(multiplier: multiplier, withdrawals: order)
  }

  private var withdrawalOrder: WithdrawalOrder? {
    guard let word else { return nil }
    if let order = WithdrawalOrder(rawValue: word) { return order }
    problem("expected newest or oldest")
    return nil
  }

  private var steps: [Multiplier.Step]? {
    guard let items else { return nil }
    guard !items.isEmpty else {
      problem("there is no step; add one, or leave the key out")
      return nil
    }
    var steps: [Multiplier.Step] = []
    for item in items {
      item.allow(["age", "factor"])
      let age = item.required("age")?.duration
      let factor = item.required("factor")?.factor
      guard let age, let factor else { return nil }
      if let last = steps.last, last.age >= age {
        item.optional("age")?.problem("the ages of steps ascend")
        return nil
      }
      steps.append(.init(age: age, factor: factor))
    }
    return steps
  }

  private var linear: Multiplier? {
    allow(["age", "cap"])
    let place = required("age")
    let age = place?.duration
    let cap = required("cap")?.factor
    guard let age, let cap else { return nil }
    guard age > 0 else {
      place?.problem("growth takes a time above 0")
      return nil
    }
    return .linear(cap: cap, seconds: age)
  }

  private var factor: Factor? {
    guard let word else { return nil }
    if let factor = Factor(text: word) { return factor }
    problem("a factor is a decimal from 0 to 1000 with at most six decimals, such as 1.25")
    return nil
  }

  /// A time span such as `90 days` or `3600 seconds`, in seconds; a day has 86,400.
  private var duration: UInt64? {
    guard let word else { return nil }
    let parts = word.split(separator: " ", omittingEmptySubsequences: false)
    let units: [String: UInt64] = [
      "day": 86_400, "days": 86_400, "hour": 3_600, "hours": 3_600, "second": 1, "seconds": 1,
    ]
    guard parts.count == 2, let number = UInt256(decimal: parts[0].utf8)?.asUInt64,
      let unit = units[String(parts[1])], number <= 1 << 33
    else {
      problem("not a time span; write it as 90 days, 12 hours or 3600 seconds")
      return nil
    }
    return number * unit
  }

  /// The minimum payout of each payout asset that is named.
  func minimums(of assets: [Asset]?) -> [MinimumPayout]? {
    guard let members else { return nil }
    var minimums: [MinimumPayout] = []
    for (key, value) in members {
      guard let assets else { continue }
      guard let asset = assets.first(where: { $0.id == key }) else {
        value.problem(
          "\(key) is not paid out; name one of \(assets.map(\.id).joined(separator: ", "))"
        )
        continue
      }
      guard let amount = value.amount(of: asset.token) else { continue }
      minimums.append(MinimumPayout(asset: key, amount: amount))
    }
    return minimums
  }

  /// An amount of whole tokens that is not negative, in base units.
  func amount(of token: Token) -> UInt256? {
    guard let word else { return nil }
    let form = DecimalAmount(
      decimals: token.decimals,
      symbol: token.symbol,
      isBaseUnits: false,
      allowsSeparators: false,
      allowsNegative: false
    )
    do throws(TextFact) {
      return try form.amount(word).magnitude
    } catch {
      problem(error.text)
      return nil
    }
  }
}
