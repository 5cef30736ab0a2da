import ClaimVerifier
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
    if let proof = try? ProofDocument(parsing: bytes) {
      self.root = proof.root
      self.summary = Self.summary(of: proof)
      self.problems = proof.problems
    } else if let foreign = Self.distribution(bytes) {
      let verdict = DistributionVerdict(of: foreign, root: expectedRoot, formats: formats)
      self.root = verdict.root
      self.summary = verdict.summary(claimCount: foreign.claims.count)
      self.remarks = foreign.remarks
      self.problems = verdict.problems(statedTotal: foreign.statedTotal)
    } else {
      do {
        let dump = try LoadedDump(parsing: bytes)
        self.root = dump.root
        self.summary =
          "OpenZeppelin \(dump.format) dump of \(dump.valueCount) values, every node computed again"
      } catch {
        self.root = nil
        self.summary = ""
        self.problems = [Self.reason(bytes, dump: error)]
      }
    }
    if let expectedRoot, problems.isEmpty, root != expectedRoot {
      problems.append("the root is \(root?.description ?? "none"), not \(expectedRoot)")
    }
  }

  /// A published distribution of another protocol.
  private static func distribution(_ bytes: [UInt8]) -> ForeignFile? {
    guard let document = try? JSONValue(parsing: bytes) else { return nil }
    return try? ForeignFile(document)
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

  /// Why a file is neither a proof nor a dump, by the format that it names.
  private static func reason(_ bytes: [UInt8], dump: DocumentError) -> String {
    do {
      _ = try ProofDocument(parsing: bytes)
    } catch {
      if error.place != "format" { return error.description }
    }
    return dump.place == "format"
      ? "neither a proof of revshare, nor an OpenZeppelin dump, nor a distribution that can be read"
      : dump.description
  }
}
