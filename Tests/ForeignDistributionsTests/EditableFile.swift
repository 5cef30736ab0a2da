import EVMTypes
import ForeignDistributions
import MerkleClaims
import StrictJSON
import Testing

/// A published file with the paths of its claims, to edit one of them.
struct EditableFile {
  let document: JSONValue
  /// The path of each claim, in the order of the file.
  let paths: [[String]]
  let amountKey: String
  let proofKey: String
  let distribution: ForeignDistribution
  let verdict: DistributionVerdict

  static let names = ["threshold", "rocketpool", "morpho", "stakedao"]

  init(_ name: String) throws {
    let files = [
      "threshold": ("threshold-2022-09-01", "claims", "amount", "proof"),
      "rocketpool": ("rocketpool-mainnet-1", "nodeRewards", "collateralRpl", "merkleProof"),
      "morpho": ("morpho-age1-epoch1-proofs", "proofs", "amount", "proof"),
      "stakedao": ("stakedao-1753920000-spectra", "claims", "amount", "proof"),
    ]
    let (file, container, amountKey, proofKey) = try #require(files[name])
    let object = try FileObject("distributions/\(file).json")
    self.document = object.value
    self.paths = try object[container].members.flatMap { account in
      guard case .object(let members) = account.value, members.map(\.key) == ["tokens"] else {
        return [[container, account.key]]
      }
      return try FileObject(value: account.value)["tokens"].members.map {
        [container, account.key, "tokens", $0.key]
      }
    }
    self.amountKey = amountKey
    self.proofKey = proofKey
    self.distribution = try PublishedFile.distribution("distributions/\(file).json")
    self.verdict = DistributionVerdict(of: distribution)
    #expect(verdict.isReproduced && paths.count == verdict.claimCount)
  }

  /// Rows at the begin, in the middle and at the end, of accounts that have one claim.
  var rows: [Int] {
    // Each takes a whole verification, which is slow without optimisation.
    let starts = paths.count > 1_000 ? [paths.count / 3] : [0, paths.count / 3, paths.count - 1]
    return starts.compactMap { start in
      (start..<paths.count).first { isAlone($0) } ?? paths.indices.last { isAlone($0) }
    }
  }

  private func isAlone(_ row: Int) -> Bool {
    paths.count { $0[1] == paths[row][1] } == 1
  }

  /// The leaf that the published tree has for a claim.
  func leaf(_ row: Int) throws -> Digest {
    try #require(verdict.format).leaf.hash(of: distribution.columns, at: row)
  }

  func proof(_ row: Int) throws -> [Digest] {
    try FileObject(value: try #require(document.value(at: paths[row] + [proofKey]))).digests
  }

  func amount(_ row: Int) throws -> JSONValue {
    try #require(document.value(at: paths[row] + [amountKey]))
  }

  func editing(
    _ edits: [(path: [String], change: (JSONValue.Member) -> JSONValue.Member?)]
  ) throws
    -> (distribution: ForeignDistribution, verdict: DistributionVerdict)
  {
    let edited = edits.reduce(document) { $0.editing($1.path, $1.change) }
    #expect(edited != document)
    let distribution = try PublishedFile.distribution(
      text: String(decoding: edited.compactBytes, as: UTF8.self)
    )
    return (distribution, DistributionVerdict(of: distribution))
  }
}
