public import EVMTypes
public import MerkleClaims

/// What a published distribution turns out to be: its format, and the claims that do not belong.
public struct DistributionVerdict: Sendable {
  /// The format that reproduces the root, or under which most proofs lead to it.
  public let format: TreeFormat?
  /// The root to reproduce: the file's, or one that the user stated.
  public let root: Digest?
  /// Whether a tree over the claims has that root.
  public let isReproduced: Bool
  /// How many claims the tree has.
  public let claimCount: Int
  /// How many proofs were checked.
  public let proofCount: Int
  /// How many proofs lead to the root.
  public let provenCount: Int
  /// The claims that do not belong.
  public let culprits: [Culprit]
  /// The sum of all claims by column, in base units; `nil` where claims are not all in one token, or it does
  /// not fit.
  public let totals: [UInt256?]
  /// Whether leaves are as long as two nodes and hashed once, so that a node could be passed off as a leaf.
  public let isAmbiguous: Bool
  /// Claims whose stated leaf is not the one that they make, by their places.
  public let wrongLeaves: [Int]
  /// Whether the claims are the rows of the file; else rewards that the format adds up.
  public let areRows: Bool
  /// The names of the formats that the claims have the fields for.
  public let triedFormats: [String]
  /// The claims, as the tree has them.
  public let columns: ClaimColumns

  /// Finds out the format.
  ///
  /// - Parameters:
  ///   - distribution: The distribution.
  ///   - root: The root to expect instead of the file's own.
  ///   - formats: The formats to try.
  public init(
    of distribution: ForeignDistribution,
    root: Digest? = nil,
    formats: [TreeFormat] = TreeFormat.presets
  ) {
    let root = root ?? distribution.statedRoot
    let readings = ClaimReading.readings(of: distribution, formats: formats)
    var found: (reading: ClaimReading, format: TreeFormat, culprits: [Culprit])?
    var isReproduced = false
    if let root {
      let search = FormatSearch(distribution: distribution, readings: readings, root: root)
      if let (reading, tree) = search.reproduction() {
        isReproduced = true
        let check = ProofCheck(
          distribution: distribution,
          columns: reading.columns,
          format: tree.format,
          root: root
        )
        let hasProofs = reading.areRows && distribution.proofCount > 0
        found = (reading, tree.format, hasProofs ? check.culprits(in: tree) : [])
      } else {
        found = search.likeliest()
      }
    }
    let columns = found?.reading.columns ?? distribution.columns
    self.format = found?.format
    self.root = root
    self.isReproduced = isReproduced
    self.claimCount = columns.count
    self.proofCount = distribution.proofCount
    let culprits = found?.culprits ?? []
    self.culprits = culprits
    self.provenCount =
      found == nil ? 0 : distribution.proofCount - culprits.count { $0.fact != .noProof }
    self.isAmbiguous =
      found.map { $0.format.leaf.ambiguousClaim(in: columns, under: $0.format.node) != nil }
      ?? false
    let isOneToken = columns.tokens.dropFirst().allSatisfy { $0 == columns.tokens[0] }
    // An amount that no leaf holds is not committed to.
    let committed = found.map { found in
      columns.amounts.indices.filter { found.format.leaf.fields.contains(.amount($0)) }
    }
    self.totals = (committed ?? Array(columns.amounts.indices)).map {
      isOneToken ? columns.total(ofColumn: $0) : nil
    }
    self.columns = columns
    self.wrongLeaves = found.map { Self.wrongLeaves($0.reading, $0.format, distribution) } ?? []
    self.areRows = found?.reading.areRows ?? true
    let names = Set(readings.flatMap { $0.formats.map(\.name) })
    self.triedFormats = formats.map(\.name).filter(names.contains)
  }

  private static func wrongLeaves(
    _ reading: ClaimReading,
    _ format: TreeFormat,
    _ distribution: ForeignDistribution
  ) -> [Int] {
    guard reading.areRows, !distribution.statedLeaves.isEmpty else { return [] }
    return zip(format.leaf.hashes(of: reading.columns), distribution.statedLeaves).enumerated()
      .filter { format.node.kept($1.0) != $1.1 }.map(\.offset)
  }
}
