public import Distribution
import EVMTypes
import StrictJSON

/// `inputs/epoch.json`: under which terms an epoch was computed, and what it follows.
///
/// Each ruleset has a document of its own: versions 1 and 2.
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
    ///   - manifest: The digest of its `manifest.json`.
    public init(epoch: Int, manifest: ContentDigest) {
      self.epoch = epoch
      self.manifest = manifest
    }
  }

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
    switch terms.ruleset {
    case .v1: version1
    case .v2: version2
    }
  }

  /// Reads the document.
  ///
  /// - Parameter bytes: Its bytes.
  /// - Throws: ``DocumentError``.
  public init(parsing bytes: [UInt8]) throws(DocumentError) {
    let document = try JSONCursor(parsing: bytes, formats: [Self.format1, Self.format2])
    self.terms =
      try document.member("format").text() == Self.format1
      ? try Self.terms(version1: document) : try Self.terms(version2: document)
    self.previous = try document.member("previous").optional { value throws(DocumentError) in
      try value.allow(["epoch", "manifest"])
      return Previous(
        epoch: try value.member("epoch").count(),
        manifest: try value.member("manifest").contentDigest()
      )
    }
  }

  var previousValue: JSONValue {
    guard let previous else { return .null }
    return .object([
      .init("epoch", .integer(previous.epoch)),
      .init("manifest", .string(previous.manifest.description)),
    ])
  }
}

extension JSONValue {
  static func streams(_ streams: [Stream]) -> JSONValue {
    .array(streams.map { .object(stream($0)) })
  }

  /// The members `remainder` and `deficits`.
  static func carried(_ carried: CarriedIn, _ streams: [Stream]) -> [Member] {
    let deficits = zip(streams, carried.deficits).map { stream, deficit in
      JSONValue.object([.init("stream", .string(stream.id)), .init("amount", .amount(deficit))])
    }
    return [.init("remainder", .amount(carried.remainder)), .init("deficits", .array(deficits))]
  }
}

extension JSONCursor {
  func streams() throws(DocumentError) -> [Stream] {
    try map { value throws(DocumentError) in
      try value.allow(["id", "title", "description"])
      return try value.stream()
    }
  }

  /// The members `remainder` and `deficits`.
  func carried(_ streams: [Stream]) throws(DocumentError) -> CarriedIn {
    let list = try member("deficits")
    let deficits = try list.elements()
    guard deficits.count == streams.count else {
      throw list.error("expected one deficit for each stream")
    }
    var amounts: [UInt256] = []
    for (deficit, stream) in zip(deficits, streams) {
      try deficit.allow(["stream", "amount"])
      guard try deficit.member("stream").text() == stream.id else {
        throw deficit.error("expected the deficit of \(stream.id)")
      }
      amounts.append(try deficit.member("amount").amount())
    }
    return CarriedIn(remainder: try member("remainder").amount(), deficits: amounts)
  }
}
