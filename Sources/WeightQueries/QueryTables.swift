import Distribution

/// The tables that a query makes, one from another.
struct QueryTables {
  let epoch: Epoch
  let withdrawals: WithdrawalOrder
  let steps: ReachedSteps
  let dialect: SQLDialect

  /// The definitions in order.
  var all: [String] {
    steps.later.isEmpty
      ? [changes, balances, seconds, standing, sums]
      : [changes, balances, seconds, ages, turns, standing, sums, bands]
  }

  /// The one that holds the result.
  var result: String { steps.later.isEmpty ? "sums" : "bands" }

  private var end: UInt64 { epoch.end.unixSeconds }

  // Spark rounds what a minus sign stands before to 34 digits, and takes differences exactly.
  private var changes: String {
    let failure = dialect.failure(
      "'not a stake event, or \(dialect.otherwise): ' || coalesce(account, '')"
    )
    return """
      -- What an event adds to its account's stake.
      changes AS (
        SELECT lower(account) AS account, time, coalesce(sequence, 0) AS sequence, action, amount,
          CASE
            WHEN account IS NOT NULL AND time IS NOT NULL AND action IN ('stake', 'unstake')
              AND amount >= 0 AND \(dialect.isExact)
            THEN CASE action WHEN 'stake' THEN amount ELSE 0 - amount END
            ELSE \(failure)
          END AS change
        FROM events
        WHERE time < \(end) OR time IS NULL
      )
      """
  }

  private var balances: String {
    """
    -- The stake after each event; in one second by sequence, stakes first, by amount.
    balances AS (
      SELECT account, time, change,
        SUM(change) OVER (
          PARTITION BY account ORDER BY time, sequence, action, amount ROWS UNBOUNDED PRECEDING
        ) AS balance
      FROM changes
    )
    """
  }

  private var seconds: String {
    let parts =
      steps.later.isEmpty || withdrawals == .newest
      ? ""
      : """

          SUM(CASE WHEN change > 0 THEN change ELSE 0 END) AS staked,
          SUM(CASE WHEN change < 0 THEN change ELSE 0 END) AS withdrawn,
      """
    return """
      -- The seconds that have events; lowest is the least stake after a withdrawal.
      seconds AS (
        SELECT account, time, SUM(change) AS change,\(parts)
          MIN(CASE WHEN change < 0 THEN balance END) AS lowest
        FROM balances GROUP BY account, time
      )
      """
  }

  private var ages: String {
    """
    -- The steps, and the ages in seconds that they begin at.
    ages AS (
      \(steps.later.map { "SELECT \($0.number) AS step, \($0.age) AS age" }.joined(separator: "\n  UNION ALL "))
    )
    """
  }

  private var turns: String {
    switch withdrawals {
    case .newest:
      """
      -- When stake reaches an age, and when some is withdrawn.
      turns AS (
        SELECT account, step, time, SUM(reached) AS reached, MIN(lowest) AS lowest
        FROM (
          SELECT account, step, time, 0 AS reached, lowest
          FROM seconds CROSS JOIN ages WHERE lowest IS NOT NULL
          UNION ALL
          SELECT account, step, time + age, change, NULL
          FROM seconds CROSS JOIN ages WHERE time + age < \(end)
        ) AS both_kinds
        GROUP BY account, step, time
      )
      """
    case .oldest:
      """
      -- When stake reaches an age, and when some is withdrawn.
      turns AS (
        SELECT account, step, time, SUM(change) AS change
        FROM (
          SELECT account, step, time, withdrawn AS change
          FROM seconds CROSS JOIN ages
          UNION ALL
          SELECT account, step, time + age, staked
          FROM seconds CROSS JOIN ages WHERE time + age < \(end)
        ) AS both_kinds
        GROUP BY account, step, time
      )
      """
    }
  }

  private var standing: String {
    let parts = [
      """
      SELECT account, \(steps.first) AS step, time, lowest,
        SUM(change) OVER (PARTITION BY account ORDER BY time ROWS UNBOUNDED PRECEDING) AS amount,
        coalesce(LEAD(time) OVER (PARTITION BY account ORDER BY time), \(end)) AS ended
      FROM seconds
      """
    ]
    return """
      -- What is at least as old as its step, from time until before ended.
      standing AS (
      \((parts + aged).joined(separator: "\nUNION ALL\n").indented)
      )
      """
  }

  /// What is at least as old as the later steps.
  private var aged: [String] {
    guard !steps.later.isEmpty else { return [] }
    switch withdrawals {
    case .newest:
      return steps.later.map { step in
        """
        -- Of what stood \(step.age) seconds ago: the least stake since.
        SELECT account, step, time, NULL,
          least(
            SUM(reached) OVER (PARTITION BY account ORDER BY time ROWS UNBOUNDED PRECEDING),
            MIN(lowest) OVER (
              PARTITION BY account ORDER BY time RANGE BETWEEN \(step.age - 1) PRECEDING AND CURRENT ROW
            )
          ),
          coalesce(LEAD(time) OVER (PARTITION BY account ORDER BY time), \(end))
        FROM turns WHERE step = \(step.number)
        """
      }
    case .oldest:
      return [
        """
        -- What was staked so long ago, less all that was ever withdrawn.
        SELECT account, step, time, NULL,
          greatest(0, SUM(change) OVER (
            PARTITION BY account, step ORDER BY time ROWS UNBOUNDED PRECEDING
          )),
          coalesce(LEAD(time) OVER (PARTITION BY account, step ORDER BY time), \(end))
        FROM turns
        """
      ]
    }
  }

  private var sums: String {
    """
    -- The same, summed over the seconds of the epoch.
    sums AS (
      SELECT account, step, MIN(lowest) AS lowest,
        SUM(amount * greatest(0, ended - greatest(time, \(epoch.start.unixSeconds)))) AS amount_seconds
      FROM standing GROUP BY account, step
    )
    """
  }

  private var bands: String {
    """
    -- Without what is as old as the next step.
    bands AS (
      SELECT account, step, lowest,
        amount_seconds
          - coalesce(LEAD(amount_seconds) OVER (PARTITION BY account ORDER BY step), 0)
          AS amount_seconds
      FROM sums
    )
    """
  }
}

extension String {
  /// The same lines, two spaces further in.
  fileprivate var indented: String {
    split(separator: "\n").map { "  \($0)" }.joined(separator: "\n")
  }
}
