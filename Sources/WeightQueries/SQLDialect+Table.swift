extension SQLDialect {
  /// The statements that make the table of events from published tables, each ending with `;`, or a line of psql.
  var table: String {
    switch self {
    case .duckdb:
      #"""
      CREATE TABLE events (account VARCHAR NOT NULL, time BIGINT NOT NULL, sequence BIGINT,
        action VARCHAR NOT NULL, amount HUGEINT NOT NULL, reference VARCHAR);
      INSERT INTO events SELECT account, epoch_ms(CAST(time AS TIMESTAMP)) // 1000,
        CAST(sequence AS BIGINT), action, CAST(amount AS HUGEINT), reference
        FROM read_csv('staking.csv', auto_detect = false, header = true, quote = '"', escape = '"',
        columns = {time: 'VARCHAR', sequence: 'VARCHAR', action: 'VARCHAR', account: 'VARCHAR',
        amount: 'VARCHAR', reference: 'VARCHAR'});
      INSERT INTO events SELECT account, epoch_ms(CAST(start AS TIMESTAMP)) // 1000, NULL, 'stake',
        CAST(amount AS HUGEINT), NULL FROM read_csv('opening-lots.csv', auto_detect = false,
        header = true, columns = {account: 'VARCHAR', start: 'VARCHAR', amount: 'VARCHAR'});
      """#
    case .postgres:
      #"""
      CREATE TABLE events (account text NOT NULL, time bigint NOT NULL, sequence bigint,
        action text NOT NULL, amount numeric NOT NULL, reference text);
      CREATE TEMPORARY TABLE staking (time text, sequence text, action text, account text,
        amount text, reference text);
      CREATE TEMPORARY TABLE lots (account text, start text, amount text);
      \copy staking FROM 'staking.csv' (FORMAT csv, HEADER)
      \copy lots FROM 'opening-lots.csv' (FORMAT csv, HEADER)
      INSERT INTO events SELECT account, extract(epoch FROM time::timestamptz)::bigint,
        sequence::bigint, action, amount::numeric, reference FROM staking;
      INSERT INTO events SELECT account, extract(epoch FROM start::timestamptz)::bigint, NULL,
        'stake', amount::numeric, NULL FROM lots;
      """#
    case .spark:
      #"""
      SET spark.sql.ansi.enabled = true;
      CREATE TEMPORARY VIEW staking (time STRING, sequence STRING, action STRING, account STRING,
        amount STRING, reference STRING)
        USING csv OPTIONS (path 'staking.csv', header true, escape '"', mode 'FAILFAST');
      CREATE TEMPORARY VIEW lots (account STRING, start STRING, amount STRING)
        USING csv OPTIONS (path 'opening-lots.csv', header true, mode 'FAILFAST');
      CREATE TEMPORARY VIEW events AS
        SELECT account, unix_seconds(CAST(time AS TIMESTAMP)) AS time,
        CAST(sequence AS BIGINT) AS sequence, action, CAST(amount AS DECIMAL(38, 0)) AS amount,
        reference FROM staking
        UNION ALL SELECT account, unix_seconds(CAST(start AS TIMESTAMP)), NULL, 'stake',
        CAST(amount AS DECIMAL(38, 0)), NULL FROM lots;
      """#
    }
  }
}
