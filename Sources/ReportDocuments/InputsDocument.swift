public import Distribution
import EVMTypes
import StrictJSON

/// `inputs/epoch.json`: under which terms an epoch was computed, and what it follows.
public struct InputsDocument: Sendable, Hashable {
  /// The epoch before, by all of its evidence.
  public struct Previous: Sendable, Hashable {
    /// The epoch's number.
    public let epoch: Int
    /// The digest of its `manifest.json`, which holds those of all its evidence.
    public let manifest: ContentDigest

    /// Creates a reference.
    ///
    /// - Parameters:
    ///   - epoch: The epoch's number.
    ///   - manifest: The digest of its manifest.
    public init(epoch: Int, manifest: ContentDigest) {
      self.epoch = epoch
      self.manifest = manifest
    }
  }

  /// What stands under the key `format`.
  public static let format = "revshare-inputs-v1"

  /// The terms.
  public let terms: EpochTerms
  /// The epoch before; `nil` for the first.
  public let previous: Previous?

  /// Creates the document.
  ///
  /// - Parameters:
  ///   - terms: The terms.
  ///   - previous: The epoch before.
  public init(terms: EpochTerms, previous: Previous?) {
    self.terms = terms
    self.previous = previous
  }

  /// The document's bytes.
  public var bytes: [UInt8] {
    let deficits = zip(terms.streams, terms.carriedIn.deficits).map { stream, deficit in
      JSONValue.object([.init("stream", .string(stream.id)), .init("amount", .amount(deficit))])
    }
    let previous = previous.map { previous in
      JSONValue.object([
        .init("epoch", .integer(previous.epoch)),
        .init("manifest", .string(previous.manifest.description)),
      ])
    }
    let head: [JSONValue.Member] = [
      .init("format", .string(Self.format)),
      .init("ruleset", .integer(terms.ruleset.rawValue)),
      .init("epoch", .epoch(terms.epoch)),
      .init("chain", .chain(terms.chain)),
      .init("distributor", .optional(terms.distributor?.description)),
      .init("token", .token(terms.token)),
      .init("asset", .asset(terms.asset)),
    ]
    let rest: [JSONValue.Member] = [
      .init("streams", .array(terms.streams.map { .object(JSONValue.stream($0)) })),
      .init("decision", .decision(terms.decision)),
      .init("exclusions", .exclusions(terms.exclusions)),
      .init(
        "carried",
        .object([
          .init("remainder", .amount(terms.carriedIn.remainder)),
          .init("deficits", .array(deficits)),
        ])
      ),
      .init("previous", previous ?? .null),
    ]
    return JSONValue.object(head + JSONValue.tree(terms.tree) + rest).canonicalBytes
  }

  /// Reads the document.
  ///
  /// - Parameter bytes: Its bytes.
  /// - Throws: ``DocumentError``.
  public init(parsing bytes: [UInt8]) throws(DocumentError) {
    let document = try JSONCursor(parsing: bytes, format: Self.format)
    try document.allow([
      "format", "ruleset", "epoch", "chain", "distributor", "token", "asset", "tree", "streams",
      "decision", "exclusions", "carried", "previous",
    ])
    let streams = try document.member("streams").map { value throws(DocumentError) in
      try value.allow(["id", "title", "description"])
      return try value.stream()
    }
    let carried = try document.member("carried")
    try carried.allow(["remainder", "deficits"])
    let deficits = try carried.member("deficits").elements()
    guard deficits.count == streams.count else {
      throw DocumentError(at: "carried.deficits", "expected one deficit for each stream")
    }
    var amounts: [UInt256] = []
    for (deficit, stream) in zip(deficits, streams) {
      try deficit.allow(["stream", "amount"])
      guard try deficit.member("stream").text() == stream.id else {
        throw deficit.error("expected the deficit of \(stream.id)")
      }
      amounts.append(try deficit.member("amount").amount())
    }
    let asset = try document.member("asset").asset()
    self.terms = EpochTerms(
      ruleset: try document.member("ruleset").ruleset(),
      epoch: try document.member("epoch").epoch(),
      chain: try document.member("chain").chain(),
      distributor: try document.member("distributor").optional { value throws(DocumentError) in
        try value.account()
      },
      token: try document.member("token").token(),
      asset: asset,
      tree: try document.tree(of: asset),
      streams: streams,
      decision: try document.member("decision").decision(),
      exclusions: try document.member("exclusions").map { value throws(DocumentError) in
        try value.exclusion()
      },
      carriedIn: CarriedIn(
        remainder: try carried.member("remainder").amount(),
        deficits: amounts
      )
    )
    self.previous = try document.member("previous").optional { value throws(DocumentError) in
      try value.allow(["epoch", "manifest"])
      return Previous(
        epoch: try value.member("epoch").count(),
        manifest: try value.member("manifest").contentDigest()
      )
    }
  }
}
