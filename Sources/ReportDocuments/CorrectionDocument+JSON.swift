import EVMTypes
import FileStore
import StrictJSON

extension CorrectionDocument {
  /// The document's bytes.
  public var bytes: [UInt8] {
    JSONValue.object([
      .init("format", .string(Self.format)),
      .init("publication", .string(publication.description)),
      .init("corrects", .optional(publication.corrected?.description)),
      .init("reason", .string(reason)),
      .init("settlement", .string(settlement.rawValue)),
      .init("assets", .array(payouts.map(JSONValue.payout))),
      .init("terms", .array(terms.map(JSONValue.figure))),
      .init("tables", .array(tables.map(JSONValue.table))),
      .init("figures", .array(figures.map(JSONValue.figure))),
    ]).canonicalBytes
  }

  /// Reads why a correction was made and what becomes of the money; the rest follows from the two publications.
  ///
  /// - Parameter bytes: The document's bytes.
  /// - Returns: The correction's name, its reason and the settlement.
  /// - Throws: ``DocumentError``.
  public static func header(
    parsing bytes: [UInt8]
  ) throws(DocumentError) -> (name: PublicationName, reason: String, settlement: Settlement) {
    let document = try JSONCursor(parsing: bytes, format: format)
    try document.allow([
      "format", "publication", "corrects", "reason", "settlement", "assets", "terms", "tables",
      "figures",
    ])
    let publication = try document.member("publication").publicationName()
    guard publication.isCorrection else {
      throw DocumentError(at: "publication", "not the name of a correction")
    }
    return (
      publication, try document.member("reason").text(),
      try document.member("settlement").settlement()
    )
  }
}

extension CorrectionDocument {
  /// Reads the document.
  ///
  /// - Parameter bytes: Its bytes.
  /// - Throws: ``DocumentError``.
  public init(parsing bytes: [UInt8]) throws(DocumentError) {
    let header = try Self.header(parsing: bytes)
    let document = try JSONCursor(parsing: bytes, format: Self.format)
    let figures = { (place: JSONCursor) throws(DocumentError) in
      try place.map { figure throws(DocumentError) in
        Figure(
          place: try figure.member("place").text(),
          before: try figure.member("before").optional { value throws(DocumentError) in
            try value.text()
          },
          after: try figure.member("after").optional { value throws(DocumentError) in
            try value.text()
          }
        )
      }
    }
    self.init(
      publication: header.name,
      reason: header.reason,
      settlement: header.settlement,
      payouts: try document.member("assets").map { payout throws(DocumentError) in
        try Payout(payout)
      },
      terms: try figures(try document.member("terms")),
      tables: try document.member("tables").map { table throws(DocumentError) in
        try Table(table)
      },
      figures: try figures(try document.member("figures"))
    )
  }
}

extension CorrectionDocument.Payout {
  fileprivate init(_ payout: JSONCursor) throws(DocumentError) {
    let root = { (key: String) throws(DocumentError) in
      try payout.member(key).optional { root throws(DocumentError) in try root.digest() }
    }
    self.init(
      asset: try payout.member("asset").text(),
      differenceCount: try payout.member("differenceCount").count(),
      increase: try payout.member("increase").amount(),
      decrease: try payout.member("decrease").amount(),
      rootBefore: try root("rootBefore"),
      rootAfter: try root("rootAfter")
    )
  }
}

extension CorrectionDocument.Table {
  fileprivate init(_ table: JSONCursor) throws(DocumentError) {
    let path = try table.member("path")
    guard let relative = RelativePath(try path.text()) else { throw path.error("not a path") }
    let rows = { (key: String) throws(DocumentError) in
      try table.member(key).map { row throws(DocumentError) in try row.text() }
    }
    self.init(
      path: relative,
      removedCount: try table.member("removedCount").count(),
      addedCount: try table.member("addedCount").count(),
      removed: try rows("removed"),
      added: try rows("added")
    )
  }
}

extension JSONValue {
  fileprivate static func payout(_ payout: CorrectionDocument.Payout) -> JSONValue {
    .object([
      .init("asset", .string(payout.asset)),
      .init("differenceCount", .integer(payout.differenceCount)),
      .init("increase", .amount(payout.increase)),
      .init("decrease", .amount(payout.decrease)),
      .init("rootBefore", .optional(payout.rootBefore?.description)),
      .init("rootAfter", .optional(payout.rootAfter?.description)),
    ])
  }

  fileprivate static func figure(_ figure: CorrectionDocument.Figure) -> JSONValue {
    .object([
      .init("place", .string(figure.place)), .init("before", .optional(figure.before)),
      .init("after", .optional(figure.after)),
    ])
  }

  fileprivate static func table(_ table: CorrectionDocument.Table) -> JSONValue {
    .object([
      .init("path", .string(table.path.description)),
      .init("removedCount", .integer(table.removedCount)),
      .init("addedCount", .integer(table.addedCount)),
      .init("removed", .array(table.removed.map { .string($0) })),
      .init("added", .array(table.added.map { .string($0) })),
    ])
  }
}
