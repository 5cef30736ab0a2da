import Distribution
import EVMTypes
import ForeignDistributions
import MerkleClaims
import ReportDocuments
import StrictJSON

/// What verifying one file gave.
struct VerifiedFile {
  let file: String
  /// What the file is and shows, when nothing is wrong.
  let summary: String
  /// What does not fit; none when the file verifies.
  private(set) var problems: [String] = []
  /// What is doubtful, but does not keep the file from verifying.
  private(set) var remarks: [String] = []
  let root: Digest?

  init(_ file: String, _ bytes: [UInt8], expectedRoot: Digest?, formats: [TreeFormat]) {
    self.file = file
    do {
      switch try Self.kind(of: bytes) {
      case .proof:
        let proof = try ProofDocument(parsing: bytes)
        self.root = proof.root
        self.summary = Self.summary(of: proof)
        self.problems = proof.problems
      case .dump:
        let dump = try LoadedDump(parsing: bytes)
        self.root = dump.root
        self.summary =
          "OpenZeppelin \(dump.format) dump of \(dump.valueCount) values, every node computed again"
      case .published(let format):
        self.root = nil
        self.summary = ""
        self.problems = ["a \(format) document of a site; run revshare audit on the site's folder"]
      case .distribution(let document):
        let foreign = try ForeignFile(document)
        let verdict = DistributionVerdict(of: foreign, root: expectedRoot, formats: formats)
        self.root = verdict.root
        self.summary = verdict.summary(claimCount: foreign.claims.count)
        self.remarks = foreign.remarks
        self.problems = verdict.problems(statedTotal: foreign.statedTotal)
      }
    } catch {
      self.root = nil
      self.summary = ""
      self.problems = ["\(error)"]
    }
    if let expectedRoot, problems.isEmpty, root != expectedRoot {
      problems.append("the root is \(root?.description ?? "none"), not \(expectedRoot)")
    }
  }

  private enum Kind {
    case proof
    case dump
    case distribution(JSONValue)
    /// A document of a published site, which the audit checks.
    case published(String)
  }

  /// What a file is, by the format that it names.
  private static func kind(of bytes: [UInt8]) throws(JSONError) -> Kind {
    let document = try JSONValue(parsing: bytes)
    guard case .object(let members) = document,
      case .string(let format)? = members.first(where: { $0.key == "format" })?.value
    else { return .distribution(document) }
    switch format {
    case ProofDocument.format: return .proof
    case "standard-v1", "simple-v1": return .dump
    default:
      return format.utf8.starts(with: "revshare-".utf8)
        ? .published(format) : .distribution(document)
    }
  }

  /// The lines to print: at most fifty problems.
  var lines: [String] {
    guard problems.isEmpty else {
      let rest = problems.count - Self.lineLimit
      return problems.prefix(Self.lineLimit).map { "\(file): NOT VERIFIED: \($0)" }
        + (rest > 0 ? ["\(file): \(rest) more problems"] : [])
    }
    return ["\(file): verified: \(summary); root \(root?.description ?? "none")"]
      + remarks.prefix(Self.lineLimit).map { "\(file): note: \($0)" }
  }

  private static let lineLimit = 50

  var json: JSONValue {
    .object([
      .init("file", .string(file)),
      .init("verified", .bool(problems.isEmpty)),
      .init("root", .optional(root?.description)),
      .init("summary", .string(summary)),
      .init("problems", .array(problems.map { .string($0) })),
      .init("remarks", .array(remarks.map { .string($0) })),
    ])
  }

  /// What a proof shows; the number of decimals is the file's own word, so base units come first.
  private static func summary(of proof: ProofDocument) -> String {
    let format = AmountFormat(token: proof.asset.token)
    return "\(proof.holder.share.account) has a claim of \(proof.holder.share.paid) base units, "
      + "by the file \(format.text(proof.holder.share.paid)) \(proof.asset.token.symbol) for epoch "
      + "\(proof.epoch.number)"
  }
}
