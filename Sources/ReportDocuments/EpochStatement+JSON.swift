import Distribution
import EVMTypes
import StrictJSON

extension EpochStatement {
  /// The statement's bytes: members ordered by key, no white space, numbers as decimal texts.
  public var bytes: [UInt8] {
    let first = JSONValue.Member("assets", .array(payouts.map(JSONValue.payout)))
    return JSONValue.object(
      [first] + JSONValue.stated(block) + [
        .init("chain", .string("\(chain)")),
        .init("corrects", corrected.map(JSONValue.corrected) ?? .null),
        .init("epoch", .string("\(publication.epoch)")),
        .init("format", .string(Self.format)),
        .init("manifest", .string(manifest.description)),
        .init("program", .string(program)),
        .init("publication", .string(publication.description)),
      ] + (weights.map { [.init("weights", .string($0.description))] } ?? [])
    ).compactBytes
  }

  /// Reads a statement; it has one form only.
  ///
  /// - Parameter bytes: Its bytes.
  /// - Throws: ``DocumentError``.
  public init(parsing bytes: [UInt8]) throws(DocumentError) {
    guard bytes.count <= Self.byteLimit else {
      throw DocumentError(at: "", "more than \(Self.byteLimit) bytes")
    }
    let document = try JSONCursor(parsing: bytes, format: Self.format)
    try document.allow([
      "assets", "block", "chain", "corrects", "epoch", "format", "manifest", "program",
      "publication", "weights",
    ])
    let publication = try document.member("publication").publicationName()
    guard try document.member("epoch").number() == publication.epoch else {
      throw DocumentError(at: "epoch", "not the epoch of publication \(publication)")
    }
    self.init(
      publication: publication,
      manifest: try document.member("manifest").contentDigest(),
      chain: try document.member("chain").chainNumber(),
      block: try document.block(),
      payouts: try document.member("assets").map { value throws(DocumentError) in
        try value.statedPayout()
      },
      corrected: try document.member("corrects").optional { value throws(DocumentError) in
        try value.corrected()
      },
      program: try document.member("program").text(),
      weights: try document.memberIfAny("weights")?.contentDigest()
    )
    guard corrected?.publication == publication.corrected else {
      throw DocumentError(at: "corrects", "not what publication \(publication) corrects")
    }
    guard self.bytes == bytes else {
      throw DocumentError(at: "", "not in the one form of a statement")
    }
  }
}

extension JSONValue {
  fileprivate static func stated(_ block: ChainBlock?) -> [Member] {
    guard let block else { return [] }
    let members: [Member] = [
      .init("hash", .string("\(block.hash)")), .init("number", .string("\(block.number)")),
    ]
    return [.init("block", .object(members))]
  }

  fileprivate static func payout(_ payout: EpochStatement.Payout) -> JSONValue {
    .object([
      .init("asset", .string(payout.asset)),
      .init(
        "claims",
        .object([
          .init("count", .string("\(payout.claimCount)")),
          .init("root", .optional(payout.claimsRoot?.description)),
          .init("toFund", .amount(payout.toFund)),
          .init("total", .amount(payout.claimsTotal)),
        ])
      ),
      .init("distributor", .optional(payout.distributor?.description)),
      .init("sums", payout.sums.map(sums) ?? .null),
    ])
  }

  private static func sums(_ sums: EpochStatement.Sums) -> JSONValue {
    .object([
      .init("holders", .string("\(sums.holderCount)")),
      .init("paid", .amount(sums.paid)),
      .init("root", .string(sums.root.description)),
      .init("shares", .amount(sums.shares)),
      .init("weight", .amount(sums.weight)),
    ])
  }

  fileprivate static func corrected(_ corrected: EpochStatement.Corrected) -> JSONValue {
    .object([
      .init("entry", .string("\(corrected.entry)")),
      .init("publication", .string(corrected.publication.description)),
      .init("reason", .string(corrected.reason)),
      .init("settlement", .string(corrected.settlement.rawValue)),
    ])
  }
}

extension JSONCursor {
  /// A count that is written as a text.
  fileprivate func number() throws(DocumentError) -> Int {
    guard let number = try amount().asUInt64, number <= 1 << 53 else {
      throw error("expected decimal digits of at most 2^53")
    }
    return Int(number)
  }

  fileprivate func chainNumber() throws(DocumentError) -> UInt64 {
    guard let number = try amount().asUInt64 else { throw error("expected a chain's number") }
    return number
  }

  func publicationName() throws(DocumentError) -> PublicationName {
    guard let name = PublicationName(try text()) else {
      throw error("expected a publication such as 4 or 4.1")
    }
    return name
  }

  func settlement() throws(DocumentError) -> Settlement {
    guard let settlement = Settlement(rawValue: try text()) else {
      throw error("expected adjustments or replacement")
    }
    return settlement
  }

  fileprivate func statedPayout() throws(DocumentError) -> EpochStatement.Payout {
    try allow(["asset", "claims", "distributor", "sums"])
    let claims = try member("claims")
    try claims.allow(["count", "root", "toFund", "total"])
    return EpochStatement.Payout(
      asset: try member("asset").text(),
      distributor: try member("distributor").optional { value throws(DocumentError) in
        try value.account()
      },
      claimCount: try claims.member("count").number(),
      claimsRoot: try claims.member("root").optional { value throws(DocumentError) in
        try value.digest()
      },
      toFund: try claims.member("toFund").amount(),
      claimsTotal: try claims.member("total").amount(),
      sums: try member("sums").optional { value throws(DocumentError) in try value.statedSums() }
    )
  }

  private func statedSums() throws(DocumentError) -> EpochStatement.Sums {
    try allow(["holders", "paid", "root", "shares", "weight"])
    return EpochStatement.Sums(
      holderCount: try member("holders").number(),
      root: try member("root").digest(),
      weight: try member("weight").amount(),
      shares: try member("shares").amount(),
      paid: try member("paid").amount()
    )
  }

  fileprivate func corrected() throws(DocumentError) -> EpochStatement.Corrected {
    try allow(["entry", "publication", "reason", "settlement"])
    return EpochStatement.Corrected(
      entry: try member("entry").number(),
      publication: try member("publication").publicationName(),
      reason: try member("reason").text(),
      settlement: try member("settlement").settlement()
    )
  }
}
