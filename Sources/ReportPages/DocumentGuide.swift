import Distribution
import DocumentSchemas
import EVMTypes
import FileStore
import ReportDocuments
import StrictJSON

/// A published document, for who reads it with a program.
struct DocumentGuide: Sendable {
  /// A file of this site that is such a document.
  struct Link: Sendable {
    let href: String
  }

  /// The anchor.
  let id: String
  let title: String
  let description: String
  /// The path, with what stands for a part of it in angle brackets, divided where a line may break: after a slash or a space.
  let pattern: [String]
  let schema: String
  let fields: [FieldRow]
  let fieldCount: String
  /// The latest file of this site, or nothing where the site has none.
  let link: [Link]
  /// How such a file of this site begins, or nothing.
  let excerpt: [String]

  /// All documents that have a schema, those of the site before those of an epoch.
  static func all(
    of reports: [EpochReport],
    corrections: [ReportedCorrection] = [],
    log: PublishedLog? = nil,
    excerpts: [String: String]
  ) -> [DocumentGuide] {
    let published = Publications(reports: reports, corrections: corrections, log: log)
    return zip(documents, schemas).map { document, schema in
      let id = String(document.schema.description.prefix { $0 != "." })
      return DocumentGuide(
        id: id,
        title: schema.heading.title,
        description: schema.heading.description,
        pattern: parts(of: document.pattern),
        schema: SiteLayout.schemas.appending(document.schema).description,
        fields: schema.fields,
        fieldCount: counted(schema.fields.count, "field", "fields"),
        link: document.file(published).map { [Link(href: $0.description)] } ?? [],
        excerpt: excerpts[id].map { [$0] } ?? []
      )
    }
  }

  private static func parts(of pattern: String) -> [String] {
    var parts = [""]
    for character in pattern {
      parts[parts.count - 1].append(character)
      if character == "/" || character == " " { parts.append("") }
    }
    return parts
  }

  /// What there is to find documents in.
  private struct Publications: Sendable {
    let reports: [EpochReport]
    let corrections: [ReportedCorrection]
    let log: PublishedLog?
  }

  private struct Document: Sendable {
    let schema: RelativePath
    let pattern: String
    /// The latest such document of what is published.
    let file: @Sendable (Publications) -> RelativePath?

    /// A document that epochs have.
    init(
      _ schema: RelativePath,
      _ pattern: String,
      _ ruleset: Ruleset? = nil,
      _ file: @escaping @Sendable (EpochReport) -> RelativePath?
    ) {
      self.init(schema, of: pattern) { published in
        published.reports.last { ruleset == nil || $0.ruleset == ruleset }.flatMap(file)
      }
    }

    init(
      _ schema: RelativePath,
      of pattern: String,
      _ file: @escaping @Sendable (Publications) -> RelativePath?
    ) {
      self.schema = schema
      self.pattern = pattern
      self.file = file
    }

    /// A document at one path of every epoch.
    init(_ schema: RelativePath, _ ruleset: Ruleset? = nil, _ file: RelativePath) {
      self.init(schema, "epochs/<n>/\(file)", ruleset) { report in
        SiteLayout.epoch(report.epoch.number).appending(file)
      }
    }

    /// A table that weights come from, which some epochs have.
    static func ofStakes(_ schema: RelativePath, areGiven: Bool, _ file: RelativePath) -> Document {
      Document(schema, of: "epochs/<n>/\(file)") { published in
        published.reports.last { ($0.stake.movement == nil) == areGiven }
          .map { SiteLayout.epoch($0.epoch.number).appending(file) }
      }
    }

    /// A file of claims under ruleset 2, which holds ranges in a large distribution.
    static func ofClaims(_ schema: RelativePath, holdsRanges: Bool) -> Document {
      Document(schema, of: claimsPattern) { published in
        published.reports.last {
          $0.ruleset == .v2 && $0.main.claims.partition.holdsRanges == holdsRanges
        }.flatMap(claimsFile)
      }
    }

    /// A document that corrections have.
    static func ofCorrections(
      _ schema: RelativePath,
      _ pattern: String,
      _ file: @escaping @Sendable (ReportedCorrection) -> RelativePath?
    ) -> Document {
      Document(schema, of: pattern) { published in
        published.corrections.last.flatMap { correction in
          file(correction).map { SiteLayout.folder(of: correction.name).appending($0) }
        }
      }
    }
  }

  /// What the schemas of the documents say, in their order; read once.
  private static let schemas = documents.map { document in
    let path = SiteLayout.schemas.appending(document.schema)
    let schema = DocumentSchema.all.first { $0.path == path }
    let value = schema.flatMap { try? JSONValue(parsing: $0.bytes) } ?? .null
    return (heading: FieldRow.heading(of: value), fields: FieldRow.all(of: value))
  }

  private typealias Files = SiteLayout.EpochFiles

  private static let documents: [Document] = [
    Document("revshare-index-v1.schema.json", "index.json") { _ in SiteLayout.index },
    Document("revshare-manifest-v1.schema.json", "manifest.json and epochs/<n>/manifest.json") {
      SiteLayout.epoch($0.epoch.number).appending(Files.manifest)
    },
    Document("revshare-report-v2.schema.json", .v2, Files.report),
    Document("revshare-report-v1.schema.json", .v1, Files.report),
    .ofClaims("revshare-claims-v2.schema.json", holdsRanges: false),
    .ofClaims("revshare-claims-range-v1.schema.json", holdsRanges: true),
    Document("revshare-claims-v1.schema.json", claimsPattern, .v1, claimsFile),
    Document("holders-v2.table.json", "epochs/<n>/<asset>/holders.csv", .v2, holdersFile),
    Document("holders-v1.table.json", "epochs/<n>/<asset>/holders.csv", .v1, holdersFile),
    Document("claims.table.json", "epochs/<n>/<asset>/claims.csv") { report in
      SiteLayout.epoch(report.epoch.number).appending(Files.claims(report.main.asset))
    },
    Document("revshare-inputs-v2.schema.json", .v2, Files.terms),
    Document("revshare-inputs-v1.schema.json", .v1, Files.terms),
    Document("revenue-v2.table.json", .v2, Files.revenue),
    Document("revenue-v1.table.json", .v1, Files.revenue),
    Document("rates.table.json", .v2, Files.rates),
    Document("returned.table.json", .v2, Files.returned),
    Document("receipts.table.json", "epochs/<n>/inputs/receipts.csv", .v2) { report in
      report.reconciliation == nil
        ? nil : SiteLayout.epoch(report.epoch.number).appending(Files.receipts)
    },
    Document("adjustments.table.json", .v2, Files.adjustments),
    .ofStakes("staking.table.json", areGiven: false, Files.staking),
    .ofStakes("opening-lots.table.json", areGiven: false, Files.openingLots),
    .ofStakes("weights.table.json", areGiven: true, Files.weights),
    Document("opening-balances.table.json", .v2, Files.openingBalances),
    Document("votes.table.json", "epochs/<n>/inputs/votes.csv", .v2) { report in
      report.decision.vote == nil
        ? nil : SiteLayout.epoch(report.epoch.number).appending(Files.votes)
    },
    Document("revshare-statement-v1.schema.json", of: "epochs/<publication>/statement.json") {
      $0.log?.statements.last
        .map { SiteLayout.folder(of: $0.publication).appending(Files.statement) }
    },
    .ofCorrections("revshare-correction-v1.schema.json", "epochs/<n>.<k>/correction.json") { _ in
      Files.correction
    },
    .ofCorrections("differences.table.json", "epochs/<n>.<k>/<asset>/differences.csv") {
      Files.differences($0.report.main.asset)
    },
    Document("revshare-signatures-v1.schema.json", "epochs/<n>/statement.signatures.json") { _ in
      nil
    },
    Document("revshare-disclosure-v1.schema.json", "printed by revshare reveal") { _ in nil },
    Document("revshare-audit-v1.schema.json", "revshare audit --json") { _ in nil },
  ]

  private static let claimsPattern = "epochs/<n>/<asset>/claims/<prefix>.json"

  /// The first file of claims that there is.
  @Sendable private static func claimsFile(_ report: EpochReport) -> RelativePath? {
    let prefix = report.main.claims.partition.prefix(for: .zero)
    return SiteLayout.epoch(report.epoch.number)
      .appending(Files.claims(report.main.asset, prefix: prefix))
  }

  @Sendable private static func holdersFile(_ report: EpochReport) -> RelativePath? {
    SiteLayout.epoch(report.epoch.number).appending(Files.holders(report.main.asset))
  }
}
