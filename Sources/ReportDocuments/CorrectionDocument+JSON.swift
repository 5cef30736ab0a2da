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
