import StrictJSON

/// A published file of any protocol, read by the names of its fields.
///
/// Claims are objects with an account and an amount, or members whose key is an account; numbers are decimal
/// or hexadecimal text, JSON numbers of any size, or `{"type":"BigNumber","hex":...}`. A file may hold
/// several distributions, each with a root of its own.
public struct ForeignFile: Sendable {
  /// The distributions, in the order of the file.
  public let distributions: [ForeignDistribution]

  /// Reads a file.
  ///
  /// - Parameters:
  ///   - bytes: The file: one JSON value, or one a line.
  ///   - decimals: The decimals of the asset where amounts count whole tokens; `nil` where they count base
  ///     units.
  /// - Throws: ``ForeignFileError``.
  public init(parsing bytes: [UInt8], decimals: Int? = nil) throws(ForeignFileError) {
    try self.init(parsing: bytes, decimals: decimals, leastRank: 0)
  }

  /// Reads a file again with the amounts of another field, where claims have several.
  ///
  /// - Parameters:
  ///   - bytes: The file.
  ///   - decimals: As before.
  /// - Returns: The file with each other field in turn.
  static func otherReadings(of bytes: [UInt8], decimals: Int?) -> [ForeignFile] {
    guard let ranks = try? scanned(bytes, decimals: decimals, leastRank: 0).ranks else { return [] }
    return ranks.sorted().dropFirst().compactMap {
      try? ForeignFile(parsing: bytes, decimals: decimals, leastRank: $0)
    }
  }

  private init(parsing bytes: [UInt8], decimals: Int?, leastRank: Int) throws(ForeignFileError) {
    let scanner: ClaimScanner
    do {
      scanner = try Self.scanned(bytes, decimals: decimals, leastRank: leastRank)
    } catch {
      throw .malformed(error)
    }
    guard scanner.problems.isEmpty else { throw .fields(scanner.problems) }
    guard !scanner.sections.isEmpty else { throw .noClaims }
    var places = FilePlaces(in: bytes)
    self.distributions = scanner.sections.map { ForeignDistribution($0, of: scanner, &places) }
  }

  private static func scanned(
    _ bytes: [UInt8],
    decimals: Int?,
    leastRank: Int
  ) throws(JSONError) -> ClaimScanner {
    var scanner = ClaimScanner(
      bytes,
      numbers: NumberText(isBareHex: false, decimals: decimals),
      leastRank: leastRank
    )
    try scanner.scan()
    guard scanner.hasBareHex, decimals == nil else { return scanner }
    // Digits alone could be either; one number with letters decides for the whole file.
    scanner = ClaimScanner(
      bytes,
      numbers: NumberText(isBareHex: true, decimals: nil),
      leastRank: leastRank
    )
    try scanner.scan()
    return scanner
  }
}
