"""What a user would pick: an epoch's weights by DuckDB, shares, tree and all proofs by Python with keccak in C.

    scale_rival.py BOOKS BEGIN END ALLOCATION

BEGIN and END are the epoch's in Unix seconds; ALLOCATION is what its holders share. Prints a line of JSON: CPU seconds
(all threads) of each step, and what came out: the sum of the weights, the root, and the SHA-256 of a line
`account,weight,share` a holder. It keeps no proof and writes no file.

The database has 128 bits for a number. An amount times seconds fits for these books, times the allocation it does not:
shares are Python's.
"""

import hashlib
import json
import pathlib
import resource
import sys
import time

import duckdb

from python_tree import proof, tree

COLUMNS = """{timestamp: 'BIGINT', transaction: 'VARCHAR', log_index: 'BIGINT', holder: 'VARCHAR', event: 'VARCHAR',
  amount: 'HUGEINT'}"""
# Factors in hundredths from an age on; the books' own.
STEPS = ((0, 100), (30 * 86_400, 125), (90 * 86_400, 150))
# The program counts in millionths.
UNIT = 10_000

# A withdrawal takes the newest stake first. So what a holder has is a stack, and each layer between two heights that
# the stack had stands from an event that rises across it to the next one that falls across it.
QUERY = """
WITH events AS (
  SELECT holder, timestamp AS time, log_index AS place, if(event = 'Staked', amount, -amount) AS change
  FROM read_csv({files}, header = true, columns = {columns}) WHERE timestamp < {end}
), heights AS (
  SELECT holder, time, place, change,
    sum(change) OVER (PARTITION BY holder ORDER BY time, place ROWS UNBOUNDED PRECEDING) AS after
  FROM events
), layers AS (
  SELECT holder, after AS low, lead(after) OVER (PARTITION BY holder ORDER BY after) AS high
  FROM (SELECT holder, after FROM heights UNION SELECT holder, 0::HUGEINT FROM heights)
), crossings AS (
  SELECT holder, low, high, time, change > 0 AS rises,
    lead(time, 1, {end}) OVER (PARTITION BY holder, low ORDER BY time, place) AS until
  FROM heights JOIN layers USING (holder)
  WHERE high IS NOT NULL AND least(after, after - change) <= low AND greatest(after, after - change) >= high
)
SELECT holder, sum((high - low) * ({seconds})) AS weight FROM crossings WHERE rises
GROUP BY holder HAVING weight > 0 ORDER BY holder
"""


def seconds(begin):
    """The seconds that a layer counts for in the epoch, each as often as its age says."""
    terms = []
    ends = [f"time + {age}" for age, _ in STEPS[1:]] + ["until"]
    for (age, factor), end in zip(STEPS, ends):
        terms.append(f"{factor} * greatest(0, least(until, {end}) - greatest(time + {age}, {begin}))")
    return " + ".join(terms)


class Steps:
    """CPU seconds of each step."""

    def __init__(self):
        self.seconds, self.last = {}, time.process_time()

    def done(self, name):
        now = time.process_time()
        self.seconds[name], self.last = now - self.last, now


def weights(books, begin, end):
    """Account and weight of each holder, by account."""
    files = [str(path) for path in sorted((books / "ledgers").glob("staking-*.csv"))]
    query = QUERY.format(files=files, columns=COLUMNS, end=end, seconds=seconds(begin))
    connection = duckdb.connect()
    connection.execute("SET enable_progress_bar = false")
    rows = connection.execute(query).fetchall()
    return [(account, int(weight) * UNIT) for account, weight in rows]


def main():
    books, (begin, end, allocation) = pathlib.Path(sys.argv[1]), map(int, sys.argv[2:5])
    steps = Steps()
    holders = weights(books, begin, end)
    steps.done("weights")
    total = sum(weight for _, weight in holders)
    shares = [(account, weight, allocation * weight // total) for account, weight in holders]
    steps.done("shares")
    claims = [(bytes.fromhex(account[2:]), share) for account, _, share in shares if share > 0]
    nodes = tree(claims)
    steps.done("tree")
    count = 0
    for index in range(len(claims)):
        count += len(proof(nodes, 2 * len(claims) - 2 - index))
    steps.done("proofs")
    table = hashlib.sha256()
    for account, weight, share in shares:
        table.update(f"{account},{weight},{share}\n".encode())
    found = {"cpu": steps.seconds, "weight": str(total), "root": "0x" + nodes[0].hex(), "shares": table.hexdigest()}
    found["siblings"], found["claims"] = count, len(claims)
    found["peak"] = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(json.dumps(found))


if __name__ == "__main__":
    main()
