import Distribution

/// What stands before a query, without the marks of comments.
struct QueryComment {
  let epoch: Epoch
  let weighting: Weighting
  let steps: [Multiplier.Step]
  let exclusionCount: Int
  let start: Int
  /// The first epoch whose events are not published; `nil` where all are.
  let ownSince: Int?
  let dialect: SQLDialect

  var lines: [String] {
    [
      "Stake-time of epoch \(epoch.number), from \(epoch.start) until before \(epoch.end), for \(dialect.name):",
      "amount x seconds for each holder and multiplier step, exactly; by account, then step.",
      "",
    ] + rule + [dialect.limit, ""] + table
  }

  private var rule: [String] {
    var lines: [String]
    if steps.isEmpty {
      lines = ["Stake counts once at any age, all of it in step 0: weight = amount_seconds."]
    } else {
      lines = [
        "Stake counts by its age, and a withdrawal takes the \(weighting.withdrawals.rawValue) stake first. Factors in millionths:",
        "  step 0, below the first age: 1000000",
      ]
      lines += zip(1..., steps)
        .map { number, step in
          "  step \(number), from an age of \(step.age) seconds on: \(step.factor.partsPerMillion)"
        }
      lines.append("weight = sum of amount_seconds x factor over an account's rows.")
    }
    if exclusionCount > 0 {
      lines.append("Accounts that are excluded in this epoch are left out: \(exclusionCount).")
    }
    return lines
  }

  private var table: [String] {
    [
      "The table events holds each stake event before \(epoch.end) once"
        + (isPublished ? ", or what the published tables say:" : ".")
    ] + (isPublished ? published : []) + [
      "Amounts are base units, times Unix seconds. Later events are passed over.",
      "",
    ] + dialect.table.split(separator: "\n").map { "    \($0)" } + [""]
  }

  /// Whether there are tables to begin with: where the weights of the first epoch were given, there are none.
  private var isPublished: Bool { ownSince.map { start < $0 } ?? true }

  /// What the published tables say, and from when on they do not.
  private var published: [String] {
    let last = min(epoch.number, (ownSince ?? .max) - 1)
    let events =
      start == last
      ? "(epochs/\(start)/inputs/staking.csv)"
      : "(epochs/N/inputs/staking.csv for every N from \(start) to \(last))"
    return [
      "the stakes that stood when epoch \(start) began (epochs/\(start)/inputs/opening-lots.csv), and all events since then",
      last == epoch.number
        ? events + "." : events + ", those from epoch \(last + 1) on from where you have them.",
    ]
  }
}
