import EVMTypes
import MerkleClaims
import StrictJSON

/// What verifying one tree gave: a file's only one, or one of several.
struct VerifiedPart {
  /// Which tree of the file, where it has several.
  var name: String?
  /// What it is and shows.
  var summary: String
  /// What does not fit; none where it verifies.
  var problems: [String] = []
  /// What is doubtful, but does not keep it from verifying.
  var remarks: [String] = []
  var root: Digest?
  var format: TreeFormat?
  var claimCount: Int?
  var proofCount: Int?
  var totals: [UInt256?] = []
  /// Whether it is one of several shards.
  var isShard = false
  /// Whether it is the file that states the root of shards.
  var isShardedRoot = false
  /// What that file states as the sum of all shards, in base units.
  var shardsTotal: UInt256?
  /// The claims, where they are cumulative.
  var cumulativeClaims: ClaimColumns?

  init(_ summary: String, root: Digest? = nil, problems: [String] = []) {
    self.summary = summary
    self.root = root
    self.problems = problems
  }

  var isVerified: Bool { problems.isEmpty }
  /// Whether no format was found for a root that is known.
  var isUnexplained: Bool { root != nil && format == nil && claimCount != nil }

  /// The root as its format writes it.
  var rootText: String? { root.map { format?.text(of: $0) ?? $0.description } }

  /// The lines to print: what it is, and at most fifty problems.
  func lines(of file: String) -> [String] { rawLines(of: file).map(PrintableText.of) }

  private func rawLines(of file: String) -> [String] {
    let place = name.map { "\(file): \($0)" } ?? file
    let notes = remarks.prefix(Self.lineLimit).map { "\(place): note: \($0)" }
    guard problems.isEmpty else {
      let rest = problems.count - Self.lineLimit
      return (summary.isEmpty ? [] : ["\(place): \(summary)"])
        + problems.prefix(Self.lineLimit).map { "\(place): NOT VERIFIED: \($0)" }
        + (rest > 0 ? ["\(place): \(rest) more problems"] : []) + notes
    }
    return ["\(place): verified: \(summary)" + (rootText.map { "; root \($0)" } ?? "")] + notes
  }

  private static let lineLimit = 50

  var json: JSONValue {
    .object([
      .init("name", .optional(name)),
      .init("verified", .bool(isVerified)),
      .init("format", .optional(format?.name)),
      .init("order", .optional(format?.order.rawValue)),
      .init("root", .optional(rootText)),
      .init("claimCount", claimCount.map { .integer($0) } ?? .null),
      .init("proofCount", proofCount.map { .integer($0) } ?? .null),
      .init("totals", .array(totals.map { .optional($0?.description) })),
      .init("summary", .string(summary)),
      .init("problems", .array(problems.map { .string($0) })),
      .init("remarks", .array(remarks.map { .string($0) })),
    ])
  }
}

extension TreeFormat {
  /// A digest with as many bytes as the format's nodes have.
  func text(of digest: Digest) -> String {
    String(digest.description.prefix(2 + 2 * node.byteCount))
  }
}
