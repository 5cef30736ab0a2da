import Distribution
import StrictJSON

/// What a proof file that checks itself holds: an account's proof, and what its words need beside it.
///
/// The page makes the same bytes (`templates/assets/proof-document.js`).
public struct ProofFileContent: Sendable, Hashable {
  /// What stands under the key `format`.
  public static let format = "revshare-proof-file-v1"

  /// The account's proof.
  public let proof: ProofDocument
  private let site: SiteDescription
  private let report: EpochReport
  private let payout: PayoutReport

  /// Collects the content.
  ///
  /// - Parameters:
  ///   - proof: The account's proof.
  ///   - site: Who published it.
  ///   - report: The epoch's report.
  ///   - payout: The payout asset of the proof.
  public init(
    _ proof: ProofDocument,
    site: SiteDescription,
    report: EpochReport,
    payout: PayoutReport
  ) {
    self.proof = proof
    self.site = site
    self.report = report
    self.payout = payout
  }

  /// The content's bytes.
  public var bytes: [UInt8] {
    JSONValue.object([
      .init("format", .string(Self.format)),
      .init(
        "site",
        .object([
          .init("title", .string(site.title)),
          .init("baseURL", .string(site.baseURL)),
          .init("notice", .optional(site.notice)),
        ])
      ),
      .init("token", .token(report.token)),
      .init("holderCount", .integer(report.stake.holderCount)),
      .init("claimCount", .integer(payout.claims.count)),
      .init("titles", .array(titles.map { .string($0) })),
      .init("proof", proof.json),
    ]).canonicalBytes
  }

  /// The names of the proof's parts.
  private var titles: [String] {
    guard !proof.parts.isEmpty else { return [] }
    let returned: [String] =
      switch report.ruleset {
      case .v1: []
      case .v2: ["Returned from expired claims"]
      }
    return payout.streams.map(\.stream.title) + returned + ["Remainder carried in"]
  }
}
