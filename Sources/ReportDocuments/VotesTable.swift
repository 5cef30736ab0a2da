import DelimitedText
public import Distribution
import EVMTypes

/// A published table of votes: who chose what, with how much power.
///
/// Rows stand in the order of voters, each of whom has one. A choice is its number, such as `2`, or
/// numbers and weights, such as `1:3|3:1.5`. Power and weights are exact decimals without superfluous zeros.
public enum VotesTable: Sendable {
  static let columns = ["voter", "choice", "power"]

  /// Writes the table.
  ///
  /// - Parameter ballots: The votes, in any order.
  /// - Returns: The table's bytes.
  public static func bytes(of ballots: [Ballot]) -> [UInt8] {
    var writer = DelimitedWriter(columns: columns)
    for ballot in ballots.sorted(by: { $0.voter < $1.voter }) {
      writer.append([
        ballot.voter.description, ballot.selection.description, ballot.power.description,
      ])
    }
    return writer.bytes
  }

  /// Reads the table.
  ///
  /// - Parameter bytes: The table's bytes.
  /// - Returns: The votes, in the order of voters.
  /// - Throws: ``DocumentError``, also for rows that are not in order and for numbers that are written in
  ///   another way than ``bytes(of:)`` writes them.
  public static func ballots(parsing bytes: [UInt8]) throws(DocumentError) -> [Ballot] {
    try TableReader(parsing: bytes, columns: columns).collect([]) {
      ballots,
      row throws(DocumentError) in
      let voter = try row.account(0)
      if let last = ballots.last, voter <= last.voter {
        throw row.error(0, "the voters are not in order")
      }
      guard let selection = BallotSelection(text: row.text(1)) else {
        throw row.error(1, "expected a choice such as 2, or weights of choices such as 1:3|3:1.5")
      }
      guard let power = ExactDecimal(canonical: row.text(2)) else {
        throw row.error(2, "expected a decimal without superfluous zeros")
      }
      ballots.append(Ballot(voter: voter, selection: selection, power: power))
    }
  }
}
