import EVMTypes
import FileStore
import StrictJSON

extension PublishedLog {
  /// What `index.json` says of the log itself.
  var indexMember: JSONValue {
    .object([
      .init("size", .integer(statements.count)),
      .init("root", .string(root)),
      .init("key", .optional(key)),
      .init("signed", .bool(key != nil)),
    ])
  }

  /// What it says of an epoch beside its report: its entry, and what corrects it.
  func indexMembers(ofEpoch number: Int) -> [JSONValue.Member] {
    let name = PublicationName(epoch: number)
    guard let entry = entry(of: name) else { return [] }
    return Self.entryMembers(entry, of: name) + [
      .init(
        "corrections",
        .array(corrections(ofEpoch: number).map { Self.correction($0.statement, at: $0.entry) })
      )
    ]
  }

  /// What it says of the sum tree over an asset's holders; nothing where the log does not hold the epoch.
  func indexSums(of asset: String, inEpoch number: Int) -> [JSONValue.Member] {
    guard let entry = entry(of: PublicationName(epoch: number)) else { return [] }
    let payout = statements[entry].payouts.first { $0.asset == asset }
    return [.init("sums", Self.sums(payout?.sums))]
  }

  private static func entryMembers(_ entry: Int, of name: PublicationName) -> [JSONValue.Member] {
    let statement = SiteLayout.folder(of: name).appending(SiteLayout.EpochFiles.statement)
    return [
      .init("publication", .string("\(name)")),
      .init("statement", .string("\(statement)")),
      .init("entry", .integer(entry)),
    ]
  }

  private static func correction(_ statement: EpochStatement, at entry: Int) -> JSONValue {
    let name = statement.publication
    let folder = SiteLayout.folder(of: name)
    func path(_ file: RelativePath) -> JSONValue { .string("\(folder.appending(file))") }
    return .object(
      entryMembers(entry, of: name) + [
        .init("reason", .optional(statement.corrected?.reason)),
        .init("settlement", .optional(statement.corrected?.settlement.rawValue)),
        .init("page", .string("\(folder)/")),
        .init("report", path(SiteLayout.EpochFiles.report)),
        .init("manifest", path(SiteLayout.EpochFiles.manifest)),
        .init("correction", path(SiteLayout.EpochFiles.correction)),
        .init(
          "assets",
          .array(
            statement.payouts.map { payout in
              .object([
                .init("id", .string(payout.asset)),
                .init("paid", .amount(payout.toFund)),
                .init("claimCount", .integer(payout.claimCount)),
                .init("root", .optional(payout.claimsRoot?.description)),
                .init("sums", sums(payout.sums)),
              ])
            }
          )
        ),
      ]
    )
  }

  private static func sums(_ sums: EpochStatement.Sums?) -> JSONValue {
    guard let sums else { return .null }
    return .object([
      .init("holders", .integer(sums.holderCount)),
      .init("root", .string(sums.root.description)),
      .init("weight", .amount(sums.weight)),
      .init("shares", .amount(sums.shares)),
      .init("paid", .amount(sums.paid)),
    ])
  }
}
