import ClaimVerifier
import Distribution
import EVMTypes
import ForeignDistributions
import LocalFileStore
import MerkleClaims
import ReportDocuments
import StrictJSON

/// What verifying one file gave.
struct VerifiedFile {
  let file: String
  var parts: [VerifiedPart]

  /// Whether it is nothing that can be read.
  private(set) var isMalformed = false

  var isVerified: Bool { !parts.isEmpty && parts.allSatisfy(\.isVerified) }
  var lines: [String] { parts.flatMap { $0.lines(of: file) } }
  var json: JSONValue {
    .object([
      .init("file", .string(file)),
      .init("verified", .bool(isVerified)),
      .init("trees", .array(parts.map(\.json))),
    ])
  }

  /// What the user insists on.
  struct Expectations {
    var root: Digest?
    var formats = TreeFormat.readable
    var decimals: Int?
    /// The site that disclosed values are looked for in.
    var site: LocalFileStore?
  }

  /// Verifies a file.
  init(_ file: String, _ bytes: [UInt8], _ expectations: Expectations) {
    self.file = file
    // Some editors write a byte order mark before JSON, where it has no meaning.
    let mark: [UInt8] = [0xEF, 0xBB, 0xBF]
    var bytes = bytes.starts(with: mark) ? Array(bytes.dropFirst(mark.count)) : bytes
    if let content = ProofFileContent.bytes(in: bytes) { bytes = Array(content) }
    do {
      self.parts = try Self.parts(bytes, expectations)
    } catch let error as ForeignFileError {
      self.parts = [VerifiedPart("", problems: error.lines)]
      self.isMalformed = true
    } catch {
      self.parts = [VerifiedPart("", problems: ["\(error)"])]
      self.isMalformed = true
    }
    if expectations.formats.count == 1, let format = expectations.formats.first {
      for index in parts.indices {
        guard let found = parts[index].format, found.name != format.name else { continue }
        parts[index].problems.append("the format is \(found.name), not \(format.name)")
      }
    }
    guard let expected = expectations.root else { return }
    for index in parts.indices where parts[index].isVerified && parts[index].root != expected {
      parts[index].problems.append(
        "the root is \(parts[index].rootText ?? "none"), not \(expected)"
      )
    }
  }

  private static func parts(
    _ bytes: [UInt8],
    _ expectations: Expectations
  ) throws -> [VerifiedPart] {
    switch FileKind(bytes) {
    case .proof:
      let proof = try ProofDocument(parsing: bytes)
      return [VerifiedPart(proof, problems: proof.problems)]
    case .proofFile:
      let (proof, count) = try ProofFileContent.proof(parsing: bytes)
      return [VerifiedPart(proof, problems: proof.problems + proof.placeProblems(in: count))]
    case .multiProof: return [VerifiedPart(try MultiProofDocument(parsing: bytes))]
    case .disclosure:
      return [try VerifiedPart(DisclosureDocument(parsing: bytes), in: expectations.site)]
    case .dump: return [VerifiedPart(try OpenZeppelinDump(parsing: bytes))]
    case .eigenLayerClaim:
      return [VerifiedPart(try EigenLayerClaim(parsing: bytes), expectations.root)]
    case .sablier:
      return [VerifiedPart(try SablierFile(parsing: bytes))]
    case .published(let format):
      return [
        VerifiedPart(
          "",
          problems: ["a \(format) document of a site; run revshare audit on the site's folder"]
        )
      ]
    case .shardedRoot(let file):
      var part = VerifiedPart("the root of a distribution in shards", root: file.root)
      part.shardsTotal = file.total
      part.isShardedRoot = true
      return [part]
    case .wrapped:
      return [
        VerifiedPart(
          "",
          problems: ["a program text; keep only the JSON, from the first brace to the last one"]
        )
      ]
    case .table:
      let table = try ClaimsTable(parsing: bytes, decimals: expectations.decimals)
      return [
        VerifiedPart(
          ForeignDistribution(table),
          expectedRoot: expectations.root,
          formats: expectations.formats
        )
      ]
    case .distribution:
      let file = try ForeignFile(parsing: bytes, decimals: expectations.decimals)
      var parts = file.distributions.map { part(of: $0, expectations) }
      if parts.contains(where: \.isUnexplained) {
        for reading in ForeignFile.otherReadings(of: bytes, decimals: expectations.decimals)
        where reading.file.distributions.count == parts.count {
          for index in parts.indices where parts[index].isUnexplained {
            var other = part(of: reading.file.distributions[index], expectations)
            guard !other.isUnexplained else { continue }
            if reading.isMistaken {
              other.problems.append(reading.note)
            } else {
              other.remarks.append(reading.note)
            }
            parts[index] = other
          }
        }
      }
      // Numbers that most likely are decimal with a mistake in one of them.
      if !file.decimalProblems.isEmpty, parts.contains(where: { !$0.isVerified }) {
        throw ForeignFileError.fields(file.decimalProblems)
      }
      for index in parts.indices where parts.count > 1 {
        parts[index].name =
          file.distributions[index].columns.tokens.first.map { "token \($0)" }
          ?? parts[index].rootText
      }
      return parts
    }
  }

  private static func part(
    of distribution: ForeignDistribution,
    _ expectations: Expectations
  ) -> VerifiedPart {
    VerifiedPart(
      distribution,
      expectedRoot: expectations.root,
      formats: expectations.formats
    )
  }
}

extension VerifiedPart {
  /// Checks a proof; the number of decimals is the file's own word, so base units come first.
  fileprivate init(_ proof: ProofDocument, problems: [String]) {
    let terms = proof.terms
    let format = AmountFormat(token: terms.asset.token)
    let amount = proof.claim?.proof.claim.amount ?? .zero
    self.init(
      "\(proof.account) has a claim of \(amount) base units, by the file "
        + "\(format.text(amount)) \(terms.asset.token.symbol) "
        + (terms.scheme == .cumulative ? "up to" : "for") + " epoch \(terms.epoch.number)"
        + (terms.tree == .standard ? "" : ", in a tree of \(terms.tree.text)"),
      root: proof.root,
      problems: problems
    )
    self.format = terms.tree.preset.format.ordered(terms.tree.order.leafOrder)
    self.claimCount = 1
    self.proofCount = 1
    guard proof.holder != nil else { return }
    if let sums = proof.sums {
      summary += "; its row is in the sum tree \(sums.root) of \(sums.holderCount) holders"
    } else if terms.ruleset != .v1 {
      remarks.append("this file holds no proof of the sums over all holders")
    }
  }

  fileprivate init(_ document: MultiProofDocument) {
    self.init(
      "a multi-proof of \(document.proof.leaves.count) leaves",
      root: document.root,
      problems: document.problems
    )
    self.claimCount = document.proof.leaves.count
  }

  fileprivate init(_ dump: OpenZeppelinDump) {
    let types = dump.types.isEmpty ? "" : " (\(dump.types.joined(separator: ", ")))"
    self.init(
      "OpenZeppelin \(dump.format) dump of \(dump.valueCount) values\(types), every node computed again",
      root: dump.root,
      problems: dump.problems
    )
    self.format = dump.preset
    self.claimCount = dump.valueCount
    self.totals = dump.columns.amounts.indices.map { dump.columns.total(ofColumn: $0) }
    for (row, first) in dump.columns.repeatedIndexes().prefix(50) {
      remarks.append("values[\(row)]: its index is also that of values[\(first)]")
    }
    for (row, first) in dump.columns.repeatedClaims().prefix(50) {
      remarks.append(
        "values[\(row)]: \(dump.columns.accounts[row]) stands here again; first at values[\(first)]"
      )
    }
    if dump.preset?.isCumulative == true, dump.problems.isEmpty {
      self.cumulativeClaims = dump.columns
    }
  }

  fileprivate init(_ campaign: SablierFile) {
    self.init(campaign.dump)
    self.summary =
      "Sablier campaign of \(campaign.dump.valueCount) recipients, every node computed again"
    self.format = .sablier
    self.problems = campaign.problems
    self.remarks += campaign.remarks
    if let stated = campaign.statedTotal, let total = totals.first ?? nil, stated != total {
      problems.append("the stated total is \(stated), but the claims add up to \(total)")
    }
  }

  fileprivate init(_ claim: EigenLayerClaim, _ expectedRoot: Digest?) {
    let root = expectedRoot ?? claim.statedRoot
    self.init(
      "EigenLayer claim of \(claim.earner) on \(claim.amounts.count) token"
        + (claim.amounts.count == 1 ? "" : "s"),
      root: root,
      problems: claim.problems
    )
    self.format = .eigenLayer
    self.claimCount = claim.amounts.count
    self.proofCount = claim.amounts.count + 1
    if root == nil {
      problems.append("the file states no root; state one with --root")
    } else if claim.root != root {
      problems.append(
        "the earner's proof leads to \(claim.root?.description ?? "no root"), not to the root"
      )
    }
  }
}

extension VerifiedFile {
  /// Compares cumulative claims with those of the file before.
  mutating func compare(with series: inout [String: CumulativeSeries]) {
    for index in parts.indices {
      // Several trees of one file are of several tokens or chains.
      guard parts.count == 1, let format = parts[index].format,
        let claims = parts[index].cumulativeClaims
      else { continue }
      let decreases = series[format.name, default: CumulativeSeries()].append(claims)
      parts[index].problems += decreases.map(\.description)
    }
  }
}

extension [VerifiedFile] {
  /// Says of the root of a distribution in shards what the shards that were given show.
  mutating func compareShards() {
    let shards = flatMap(\.parts).filter(\.isShard)
    for file in indices {
      for part in self[file].parts.indices where self[file].parts[part].isShardedRoot {
        self[file].parts[part].compare(with: shards)
      }
    }
  }
}

extension VerifiedPart {
  fileprivate mutating func compare(with shards: [VerifiedPart]) {
    guard !shards.isEmpty else {
      problems.append("this file holds no claims; give the shards too")
      return
    }
    guard let total = shardsTotal else { return }
    var sum: UInt256? = .zero
    for shard in shards { sum = try? sum?.adding((shard.totals.first ?? nil) ?? .zero) }
    if let sum, total < sum {
      problems.append("the shards given hold \(sum) base units, more than the \(total) stated")
    } else if sum == total {
      summary += ", in all \(total) base units, which the shards add up to"
    } else {
      remarks.append(
        "the shards given hold \(sum?.description ?? "2^256 or more") of \(total) base units"
      )
    }
  }
}
