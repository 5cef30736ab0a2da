public import FileStore
public import ReportDocuments
import Signing

/// Disclosed values, compared with what a site has published in their place.
public struct DisclosureCheck: Sendable {
  /// What was found of a value.
  public struct Result: Sendable, Hashable {
    /// The value.
    public let value: DisclosedValue
    /// The lines that hold its commitment, of the epoch and of its corrections.
    public let places: [PublishedCommitments.Place]
    /// What does not fit; `nil` where the value is the one that was published.
    public let problem: String?
  }

  /// The values in their order.
  public let results: [Result]

  /// Compares values.
  ///
  /// Whether the site's files are what they should be is for the audit to say.
  ///
  /// - Parameters:
  ///   - document: The values.
  ///   - store: The published site.
  /// - Throws: ``EvidenceError`` when an epoch's table cannot be read.
  public init(
    of document: DisclosureDocument,
    against store: some FileStore
  ) throws(EvidenceError) {
    let site = try PublishedSite.read(from: store)
    var epochs: [Int: PublishedCommitments] = [:]
    var results: [Result] = []
    for value in document.values {
      guard let site, site.epochNumbers.contains(value.epoch) else {
        results.append(Result(value: value, places: [], problem: "the site has no such epoch"))
        continue
      }
      if epochs[value.epoch] == nil {
        epochs[value.epoch] = try PublishedCommitments(ofEpoch: value.epoch, of: site, in: store)
      }
      let places =
        epochs[value.epoch]?
        .places(of: value.commitment, in: value.table, column: value.column) ?? []
      let problem = Self.problem(of: value, at: places)
      results.append(Result(value: value, places: places, problem: problem))
    }
    self.results = results
  }

  private static func problem(
    of value: DisclosedValue,
    at places: [PublishedCommitments.Place]
  ) -> String? {
    let commitment = ValueCommitment(to: value.value.utf8, salt: value.salt).description
    guard commitment == value.commitment else {
      return "value and salt give another commitment, \(commitment)"
    }
    return places.isEmpty ? "no row of the table has this commitment in the column" : nil
  }
}
