"""Books of one epoch with as many holders as wanted, each with two lots, and the sites that the program publishes of them."""

import hashlib
import pathlib

from program import publish

SETTINGS = """format: revshare-books-v1
title: Many
publisher: Many Labs
description: One epoch with many holders.
baseURL: https://many.example/
chain: { id: 1, name: Ethereum }
token: { symbol: MANY, name: Many, decimals: 18 }
assets:
  - { id: usdc, symbol: USDC, name: USD Coin, decimals: 6 }
payout: usdc
ruleset: %d
streams:
  - { id: fees, title: Fees, description: What users pay. }
epochs:
  - { number: 1, start: 2026-07-01T00:00:00Z, end: 2026-08-01T00:00:00Z, closed: true }
ledgers:
  revenue:
    - { file: revenue.csv, time: { column: time }, amount: { column: amount }, reference: { column: reference }, stream: { value: fees } }
  staking:
    - { file: staking.csv, time: { column: time }, account: { column: account }, action: { value: stake }, amount: { column: amount }, reference: { column: reference } }
"""
DECISION = """format: revshare-governance-v1
decisions:
  - id: M-1
    title: Half of the pool
    decidedAt: 2026-06-01T00:00:00Z
    effectiveEpoch: 1
    stakerShare: 50%
    poolShares: { fees: 100% }
    rationale: Half of the pool goes to stakers.
    link: https://vote.many.example/M-1
"""
STEPS = "    weighting:\n      steps: [ { age: 5 days, factor: 1.25 }, { age: 10 days, factor: 1.5 } ]\n"


def site_of(count: int, ruleset: int, folder: pathlib.Path) -> pathlib.Path:
    """The site; every stake of ruleset 2 has three pieces."""
    books = folder / "books"
    books.mkdir()
    (books / "revshare.yaml").write_text(SETTINGS % ruleset)
    (books / "governance.yaml").write_text(DECISION + (STEPS if ruleset == 2 else ""))
    (books / "revenue.csv").write_text("time,amount,reference\n2026-07-05T00:00:00Z,123456789.012345,R-1\n")
    rows = ["time,account,amount,reference"]
    for holder in range(count):
        account = "0x" + hashlib.sha256(f"holder {holder}".encode()).hexdigest()[:40]
        for lot in range(2):
            rows.append(f"2026-07-{1 + 9 * lot + holder % 9:02}T12:34:56Z,{account},{1000 + holder}.123456789012345678,S-{holder}-{lot}")
    (books / "staking.csv").write_text("\n".join(rows) + "\n")
    publish(books, folder / "site")
    return folder / "site"
