extension WitnessPolicy {
  /// How many bytes a policy may have.
  public static let byteLimit = 1_000_000

  /// Reads a policy.
  ///
  /// - Parameter text: The file's bytes: a line for each log, witness and group, and one for the quorum.
  /// - Throws: ``WitnessPolicyError``.
  public init(text: [UInt8]) throws(WitnessPolicyError) {
    guard text.count <= Self.byteLimit else {
      throw WitnessPolicyError(line: 1, fact: .tooLarge(byteCount: text.count))
    }
    var reader = WitnessPolicyReader()
    var number = 0
    for line in text.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false) {
      number += 1
      do {
        try reader.read(line)
      } catch {
        throw WitnessPolicyError(line: number, fact: error)
      }
    }
    guard let policy = reader.policy else {
      throw WitnessPolicyError(line: number, fact: .noQuorum)
    }
    self = policy
  }
}
