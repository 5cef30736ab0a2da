public import FileStore
public import ReportDocuments
import Signing

/// Disclosed values, compared with what a site has published in their place.
public struct DisclosureCheck: Sendable {
  /// What was found of a value.
  public struct Result: Sendable, Hashable {
    /// The value.
    public let value: DisclosedValue
    /// The line of the table that holds its commitment, from 1; `nil` where no line does.
    public let line: Int?
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
    let numbers = try PublishedSite.read(from: store)?.epochNumbers ?? []
    var epochs: [Int: PublishedCommitments] = [:]
    var results: [Result] = []
    for value in document.values {
      guard numbers.contains(value.epoch) else {
        results.append(Result(value: value, line: nil, problem: "the site has no such epoch"))
        continue
      }
      if epochs[value.epoch] == nil {
        epochs[value.epoch] = try PublishedCommitments(ofEpoch: value.epoch, in: store)
      }
      let line = epochs[value.epoch]?
        .line(of: value.commitment, in: value.table, column: value.column)
      results.append(Result(value: value, line: line, problem: Self.problem(of: value, at: line)))
    }
    self.results = results
  }

  private static func problem(of value: DisclosedValue, at line: Int?) -> String? {
    let commitment = ValueCommitment(to: value.value.utf8, salt: value.salt).description
    guard commitment == value.commitment else {
      return "value and salt give another commitment, \(commitment)"
    }
    return line == nil ? "no row of the table has this commitment in the column" : nil
  }
}
