import Distribution
import EVMTypes
import StrictJSON

/// `chain-state.json` in the books: how contracts stood on the chain when the publisher last looked.
public struct StandingsDocument: Sendable, Hashable {
  /// What stands under the key `format`.
  public static let format = "revshare-chain-state-v1"

  /// By epoch, then by the order in which they were added.
  public private(set) var standings: [DistributorStanding]

  /// Creates the document.
  ///
  /// - Parameter standings: How contracts stand.
  public init(_ standings: [DistributorStanding] = []) {
    self.standings = standings
  }

  /// The document's bytes.
  public var bytes: [UInt8] {
    JSONValue.object([
      .init("format", .string(Self.format)), .init("standings", .standings(standings)),
    ]).canonicalBytes
  }

  /// Reads the document.
  ///
  /// - Parameter bytes: Its bytes.
  /// - Throws: ``DocumentError``.
  public init(parsing bytes: [UInt8]) throws(DocumentError) {
    let document = try JSONCursor(parsing: bytes, format: Self.format)
    try document.allow(["format", "standings"])
    self.standings = try document.member("standings").standings()
  }

  /// Takes a standing in the place of an older one of the same epoch and asset.
  ///
  /// - Parameter standing: The newer one.
  public mutating func take(_ standing: DistributorStanding) {
    standings.removeAll { $0.epoch == standing.epoch && $0.asset == standing.asset }
    let place = standings.firstIndex { $0.epoch > standing.epoch } ?? standings.count
    standings.insert(standing, at: place)
  }
}

extension JSONValue {
  /// How contracts stand.
  static func standings(_ standings: [DistributorStanding]) -> JSONValue {
    .array(standings.map(standing))
  }

  private static func standing(_ standing: DistributorStanding) -> JSONValue {
    .object(
      [
        .init("epoch", .integer(standing.epoch)),
        .init("asset", .string(standing.asset)),
        .init("distributor", .string("\(standing.distributor)")),
      ] + block(standing.block) + [
        .init("time", .string("\(standing.time)")),
        .init("root", .optional(standing.root?.description)),
        .init("balance", .optional(standing.balance?.description)),
        .init("firstEpoch", .integer(standing.firstEpoch)),
        .init("claimable", .amount(standing.claimable)),
        .init("claimCount", .integer(standing.claimCount)),
        .init("claimed", .amount(standing.claimed)),
        .init("unclaimed", .amount(standing.unclaimed)),
        .init("openCount", .integer(standing.openCount)),
      ]
    )
  }
}

extension JSONCursor {
  /// How contracts stand.
  func standings() throws(DocumentError) -> [DistributorStanding] {
    try map { value throws(DocumentError) in try value.standing() }
  }

  private func standing() throws(DocumentError) -> DistributorStanding {
    try allow([
      "epoch", "asset", "distributor", "block", "time", "root", "balance", "firstEpoch",
      "claimable", "claimCount", "claimed", "unclaimed", "openCount",
    ])
    guard let block = try block() else { throw error("the member block is missing") }
    return DistributorStanding(
      epoch: try member("epoch").count(),
      asset: try member("asset").text(),
      distributor: try member("distributor").account(),
      block: block,
      time: try member("time").timestamp(),
      root: try member("root").optional { value throws(DocumentError) in try value.digest() },
      balance: try member("balance").optional { value throws(DocumentError) in try value.amount() },
      firstEpoch: try member("firstEpoch").count(),
      claimable: try member("claimable").amount(),
      claimCount: try member("claimCount").count(),
      claimed: try member("claimed").amount(),
      unclaimed: try member("unclaimed").amount(),
      openCount: try member("openCount").count()
    )
  }
}
