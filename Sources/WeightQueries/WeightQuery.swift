public import Distribution
import EVMTypes

/// A query that computes, from a table of stake events, amount × seconds of an epoch for each holder and multiplier
/// step.
///
/// The multiplication by factors is left to whoever reads the rows: engines overflow or turn to floating point there.
/// The rest is whole numbers that an engine holds exactly, or an error: for each step the query follows what is at
/// least as old as the step, which changes when stake reaches that age and when some is withdrawn, and sums it over
/// the epoch. Withdrawals that take the newest stake first leave, of what stood an age ago, the least stake since;
/// those that take the oldest leave what was staked by then less all that was withdrawn since the beginning.
///
/// - Source: docs/specification.md, sections 3 and 8.4.
public struct WeightQuery: Sendable, Hashable {
  /// The query, after comment lines that say what it computes, from which table, and how weights follow.
  public let text: String

  /// Writes a query.
  ///
  /// - Parameters:
  ///   - epoch: The epoch.
  ///   - weighting: How stake becomes weight in it.
  ///   - exclusions: The accounts that earn nothing in it, which the query leaves out.
  ///   - start: The number of the first epoch whose events it needs, with the lots that stood when that one began:
  ///     since then withdrawals have taken stake in the same order.
  ///   - given: The first epoch whose weights are given, so that its events are not published; `nil` where there is none.
  ///   - dialect: The engine.
  /// - Throws: ``WeightQueryError``.
  public init(
    of epoch: Epoch,
    weighting: Weighting,
    exclusions: [Exclusion],
    since start: Int,
    given: Int? = nil,
    dialect: SQLDialect
  ) throws(WeightQueryError) {
    let steps: [Multiplier.Step]
    switch weighting.multiplier {
    case .none: steps = []
    case .steps(let stated): steps = stated.sorted { $0.age < $1.age }
    case .linear: throw .linearMultiplier(epoch: epoch.number)
    }
    let comment = QueryComment(
      epoch: epoch,
      weighting: weighting,
      steps: steps,
      exclusionCount: exclusions.count,
      start: start,
      ownSince: given,
      dialect: dialect
    )
    let tables = QueryTables(
      epoch: epoch,
      withdrawals: weighting.withdrawals,
      steps: ReachedSteps(steps, in: epoch),
      dialect: dialect
    )
    var lines = comment.lines.map { $0.isEmpty ? "--" : "-- \($0)" }
    lines.append("WITH")
    lines.append(tables.all.joined(separator: ",\n"))
    lines += Self.selection(from: tables, exclusions, dialect)
    self.text = lines.joined(separator: "\n") + "\n"
  }

  private static func selection(
    from tables: QueryTables,
    _ exclusions: [Exclusion],
    _ dialect: SQLDialect
  ) -> [String] {
    let failure = dialect.failure("'a withdrawal takes more than the whole stake: ' || account")
    var lines = [
      "SELECT account, step, amount_seconds",
      "FROM \(tables.result)",
      "WHERE CASE",
      "    WHEN lowest < 0 THEN \(failure)",
      "    ELSE amount_seconds",
      "  END > 0",
    ]
    if !exclusions.isEmpty {
      let accounts = exclusions.map { "    '\($0.account.description.lowercased())'" }
      lines += ["  AND account NOT IN (", accounts.joined(separator: ",\n"), "  )"]
    }
    return lines + ["ORDER BY account\(dialect.byteOrder), step;"]
  }
}

/// Why there is no query.
public enum WeightQueryError: Error, Sendable, Hashable {
  /// The multiplier of the epoch grows evenly, which has no steps.
  case linearMultiplier(epoch: Int)
}

extension WeightQueryError: CustomStringConvertible {
  /// What is the case, in words.
  public var description: String {
    switch self {
    case .linearMultiplier(let epoch):
      """
      in epoch \(epoch) the multiplier is linear, which has no steps to add up; there are queries for plain \
      stake-time and for steps
      """
    }
  }
}
