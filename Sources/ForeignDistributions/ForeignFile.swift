import StrictJSON

/// A published file of any protocol, read by the names of its fields.
///
/// Claims are objects with an account and an amount, or members whose key is an account; numbers are decimal
/// or hexadecimal text, JSON numbers of any size, or `{"type":"BigNumber","hex":...}`. A file may hold
/// several distributions, each with a root of its own.
public struct ForeignFile: Sendable {
  /// The distributions, in the order of the file.
  public let distributions: [ForeignDistribution]
  /// What cannot be read if numbers are decimal, where most are but some can only be hexadecimal; the file was
  /// read as hexadecimal throughout.
  public let decimalProblems: [String]

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

  /// Another way to read a file's amounts, to try where the first one does not give the root.
  public struct Reading: Sendable {
    /// The file, read so.
    public let file: ForeignFile
    /// What is different, in one line.
    public let note: String
    /// Whether amounts are not what the file says they are.
    public let isMistaken: Bool
  }

  /// Reads a file again: with the amounts of another field, where claims have several, and as a tool that took
  /// decimal digits for hexadecimal ones.
  ///
  /// - Parameters:
  ///   - bytes: The file.
  ///   - decimals: As before.
  /// - Returns: The readings, the likelier first.
  public static func otherReadings(of bytes: [UInt8], decimals: Int?) -> [Reading] {
    guard let first = try? scanned(bytes, decimals: decimals, leastRank: 0).scanner else {
      return []
    }
    var readings = first.ranks.sorted().dropFirst().compactMap { rank -> Reading? in
      guard let file = try? ForeignFile(parsing: bytes, decimals: decimals, leastRank: rank) else {
        return nil
      }
      let name = FieldName.amountName(ofRank: rank)
      return Reading(
        file: file,
        note: "the amounts are those of the field \(name)",
        isMistaken: false
      )
    }
    var hexadecimal = ClaimScanner(bytes, numbers: NumberText(isBareHex: true, decimals: nil))
    if !first.hasBareHex, (try? hexadecimal.scan()) != nil, hexadecimal.problems.isEmpty {
      readings.append(
        Reading(
          file: ForeignFile(of: hexadecimal),
          note:
            "the root is that of amounts whose decimal digits were read as hexadecimal: 100 became 256",
          isMistaken: true
        )
      )
    }
    return readings
  }

  private init(of scanner: ClaimScanner, decimalProblems: [String] = []) {
    self.decimalProblems = decimalProblems
    let places = FilePlaces(in: scanner.reader.bytes)
    self.distributions = scanner.sections.map { ForeignDistribution($0, of: scanner, places) }
  }

  private init(parsing bytes: [UInt8], decimals: Int?, leastRank: Int) throws(ForeignFileError) {
    let scan: (scanner: ClaimScanner, decimalProblems: [String])
    do {
      scan = try Self.scanned(bytes, decimals: decimals, leastRank: leastRank)
    } catch {
      throw .malformed(error)
    }
    guard scan.scanner.problems.isEmpty else {
      throw .fields(scan.decimalProblems.isEmpty ? scan.scanner.problems : scan.decimalProblems)
    }
    guard !scan.scanner.sections.isEmpty else { throw .noClaims }
    self.init(of: scan.scanner, decimalProblems: scan.decimalProblems)
  }

  private static func scanned(
    _ bytes: [UInt8],
    decimals: Int?,
    leastRank: Int
  ) throws(JSONError) -> (scanner: ClaimScanner, decimalProblems: [String]) {
    var scanner = ClaimScanner(
      bytes,
      numbers: NumberText(isBareHex: false, decimals: decimals),
      leastRank: leastRank
    )
    try scanner.scan()
    guard scanner.hasBareHex, decimals == nil else { return (scanner, []) }
    let decimalProblems = scanner.isMostlyDecimal ? scanner.problems : []
    // Digits alone could be either; one number with letters decides for the whole file.
    scanner = ClaimScanner(
      bytes,
      numbers: NumberText(isBareHex: true, decimals: nil),
      leastRank: leastRank
    )
    try scanner.scan()
    return (scanner, decimalProblems)
  }
}
