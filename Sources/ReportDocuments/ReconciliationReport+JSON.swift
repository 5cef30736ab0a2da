import Distribution
import EVMTypes
import StrictJSON

extension JSONValue {
  /// The member `block`, where there is one.
  static func block(_ block: ChainBlock?) -> [Member] {
    guard let block else { return [] }
    return [
      .init(
        "block",
        .object([
          .init("number", .string("\(block.number)")), .init("hash", .string("\(block.hash)")),
        ])
      )
    ]
  }

  /// The member `reconciliation` of inputs, where there is one.
  static func reconciliation(_ terms: ReconciliationTerms?) -> [Member] {
    guard let terms else { return [] }
    return [.init("reconciliation", .object(members(of: terms)))]
  }

  /// The member `reconciliation` of a report, where there is one.
  static func reconciliation(_ report: ReconciliationReport?) -> [Member] {
    guard let report else { return [] }
    return [
      .init(
        "reconciliation",
        .object(
          members(of: report.terms) + [
            .init("assets", .array(zip(report.tokens, report.assets).map(figures))),
            .init("streams", .array(report.streams.map(figures))),
            .init("missing", .array(report.missing.map(missing))),
            .init("differing", .array(report.differing.map(difference))),
            .init("unexplained", .array(report.unexplained.map(receipt))),
          ]
        )
      )
    ]
  }

  private static func members(of terms: ReconciliationTerms) -> [Member] {
    [
      .init("policy", .string(terms.policy.rawValue)),
      .init(
        "pools",
        .array(
          terms.pools.map {
            .object([
              .init("asset", .string($0.asset)), .init("account", .string("\($0.account)")),
            ])
          }
        )
      ),
    ]
  }

  private static func sum(_ sum: Reconciliation.Sum) -> JSONValue {
    .object([.init("count", .integer(sum.count)), .init("amount", .amount(sum.amount))])
  }

  private static func figures(
    _ asset: Asset,
    _ figures: Reconciliation.AssetFigures
  ) -> JSONValue {
    .object([
      .init("asset", .asset(asset)),
      .init("receipts", sum(figures.receipts)),
      .init("matched", sum(figures.matched)),
      .init("differing", sum(figures.differing)),
      .init("unexplained", sum(figures.unexplained)),
    ])
  }

  private static func figures(_ figures: Reconciliation.StreamFigures) -> JSONValue {
    .object([
      .init("stream", .string(figures.stream)),
      .init("asset", .string(figures.asset)),
      .init("booked", sum(figures.booked)),
      .init("matched", sum(figures.matched)),
      .init("missing", sum(figures.missing)),
      .init("received", .amount(figures.received)),
      .init("difference", .amount(figures.difference)),
      .init("unnamed", sum(figures.unnamed)),
    ])
  }

  private static func missing(_ entry: ReconciliationReport.Missing) -> JSONValue {
    .object([
      .init("reference", .string(entry.reference)),
      .init("stream", .string(entry.stream)),
      .init("asset", .string(entry.asset)),
      .init("amount", .amount(entry.amount)),
    ])
  }

  private static func difference(_ difference: Reconciliation.Difference) -> JSONValue {
    .object([
      .init("transaction", .string("\(difference.transaction)")),
      .init("asset", .string(difference.asset)),
      .init("booked", .amount(difference.booked)),
      .init("received", .amount(difference.received)),
    ])
  }

  private static func receipt(_ receipt: Receipt) -> JSONValue {
    .object([
      .init("time", .string("\(receipt.time)")),
      .init("asset", .string(receipt.asset)),
      .init("amount", .amount(receipt.amount)),
      .init("sender", .string("\(receipt.sender)")),
      .init("reference", .string(receipt.reference)),
    ])
  }
}

extension JSONCursor {
  /// The member `block`, where there is one.
  func block() throws(DocumentError) -> ChainBlock? {
    guard let block = try memberIfAny("block") else { return nil }
    try block.allow(["number", "hash"])
    let place = try block.member("number")
    guard let number = try place.amount().asUInt64 else {
      throw place.error("expected the number of a block")
    }
    return ChainBlock(number: number, hash: try block.member("hash").digest())
  }

  /// The member `reconciliation` of inputs, where there is one.
  func reconciliationTerms() throws(DocumentError) -> ReconciliationTerms? {
    guard let member = try memberIfAny("reconciliation") else { return nil }
    try member.allow(["policy", "pools"])
    return try member.terms()
  }

  /// The member `reconciliation` of a report, where there is one.
  func reconciliation() throws(DocumentError) -> ReconciliationReport? {
    guard let member = try memberIfAny("reconciliation") else { return nil }
    try member.allow([
      "policy", "pools", "assets", "streams", "missing", "differing", "unexplained",
    ])
    let assets = try member.member("assets")
    return ReconciliationReport(
      terms: try member.terms(),
      tokens: try assets.map { value throws(DocumentError) in try value.member("asset").asset() },
      assets: try assets.map { value throws(DocumentError) in
        try value.assetFigures()
      },
      streams: try member.member("streams").map { value throws(DocumentError) in
        try value.reconciledStream()
      },
      missing: try member.member("missing").map { value throws(DocumentError) in
        try value.missing()
      },
      differing: try member.member("differing").map { value throws(DocumentError) in
        try value.difference()
      },
      unexplained: try member.member("unexplained").map { value throws(DocumentError) in
        try value.receipt()
      }
    )
  }

  private func terms() throws(DocumentError) -> ReconciliationTerms {
    let place = try member("policy")
    guard let policy = ReconciliationTerms.Policy(rawValue: try place.text()) else {
      throw place.error("expected report or refuse")
    }
    return ReconciliationTerms(
      pools: try member("pools").map { value throws(DocumentError) in
        try value.allow(["asset", "account"])
        return ReconciliationTerms.Pool(
          asset: try value.member("asset").text(),
          account: try value.member("account").account()
        )
      },
      policy: policy
    )
  }

  private func sum() throws(DocumentError) -> Reconciliation.Sum {
    try allow(["count", "amount"])
    return Reconciliation.Sum(
      count: try member("count").count(),
      amount: try member("amount").amount()
    )
  }

  private func assetFigures() throws(DocumentError) -> Reconciliation.AssetFigures {
    try allow(["asset", "receipts", "matched", "differing", "unexplained"])
    return Reconciliation.AssetFigures(
      asset: try member("asset").asset().id,
      receipts: try member("receipts").sum(),
      matched: try member("matched").sum(),
      differing: try member("differing").sum(),
      unexplained: try member("unexplained").sum()
    )
  }

  private func reconciledStream() throws(DocumentError) -> Reconciliation.StreamFigures {
    try allow([
      "stream", "asset", "booked", "matched", "missing", "received", "difference", "unnamed",
    ])
    let figures = Reconciliation.StreamFigures(
      stream: try member("stream").text(),
      asset: try member("asset").text(),
      booked: try member("booked").sum(),
      matched: try member("matched").sum(),
      missing: try member("missing").sum(),
      received: try member("received").amount(),
      unnamed: try member("unnamed").sum()
    )
    let difference = try member("difference")
    guard try difference.signedAmount() == figures.difference else {
      throw difference.error("not what was booked less what was received")
    }
    return figures
  }

  private func missing() throws(DocumentError) -> ReconciliationReport.Missing {
    try allow(["reference", "stream", "asset", "amount"])
    return ReconciliationReport.Missing(
      reference: try member("reference").text(),
      stream: try member("stream").text(),
      asset: try member("asset").text(),
      amount: try member("amount").signedAmount()
    )
  }

  private func difference() throws(DocumentError) -> Reconciliation.Difference {
    try allow(["transaction", "asset", "booked", "received"])
    let place = try member("transaction")
    guard let name = TransactionName(try place.text()) else {
      throw place.error("expected a transaction's hash")
    }
    return Reconciliation.Difference(
      transaction: name,
      asset: try member("asset").text(),
      booked: try member("booked").amount(),
      received: try member("received").amount()
    )
  }

  private func receipt() throws(DocumentError) -> Receipt {
    try allow(["time", "asset", "amount", "sender", "reference"])
    return Receipt(
      time: try member("time").timestamp(),
      asset: try member("asset").text(),
      amount: try member("amount").amount(),
      sender: try member("sender").account(),
      reference: try member("reference").text()
    )
  }
}
