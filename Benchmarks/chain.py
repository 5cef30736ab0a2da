"""Reading the chain: decoding and storing the events of a node that answers at once, many in each block or few."""

import json
import pathlib
import subprocess
import sys

from processes import measure
from table import Row

ROOT = pathlib.Path(__file__).resolve().parent.parent
NODE = ROOT / "Tests" / "Independent" / "chain" / "fast_node.py"
EVENTS = 300_000
BLOCKS = (1_500, 100_000)
GOAL = "100,000 a second"

SETTINGS = """\
format: revshare-books-v1
title: Measured
publisher: Measured
description: Read from a fast node.
baseURL: https://measured.example/
chain: {{ id: {chain}, name: Fast chain }}
token: {{ symbol: OPUR, name: Opur, decimals: 18 }}
assets:
  - {{ id: usdc, symbol: USDC, name: USD Coin, decimals: 6 }}
payout: usdc
ruleset: 2
streams:
  - {{ id: fees, title: Fees, description: Fees. }}
epochs:
  - {{ number: 1, start: 2026-07-01T00:00:00Z, end: 2026-07-01T04:00:00Z, closed: true }}
ledgers:
  revenue:
    - file: ledgers/revenue.csv
      time: {{ column: time }}
      amount: {{ column: amount }}
      reference: {{ column: reference }}
      stream: {{ value: fees }}
  staking:
    - contract: "{contract}"
      fromBlock: 0
      events:
        - {{ event: "Staked(address indexed user, uint256 amount)", action: stake, account: user, amount: amount }}
        - {{ event: "Unstaked(address indexed user, uint256 amount)", action: unstake, account: user, amount: amount }}
"""


class FastNode:
    """The node of the tests, in a process of its own."""

    def __init__(self, events, blocks):
        command = [sys.executable, NODE, "--events", str(events), "--blocks", str(blocks)]
        self.process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)

    def __enter__(self):
        return json.loads(self.process.stdout.readline())

    def __exit__(self, *_):
        self.process.stdin.close()
        self.process.wait(timeout=10)
        self.process.stdout.close()


def sync_rows(binary, folder, events=EVENTS):
    """All of it, and a second time when nothing is new."""
    for blocks in BLOCKS:
        books = pathlib.Path(folder) / f"chain-{blocks}"
        books.mkdir()
        store = books / "chain.sqlite"
        with FastNode(events, blocks) as node:
            settings = SETTINGS.format(chain=node["chainId"], contract=node["contract"])
            (books / "revshare.yaml").write_text(settings)
            command = [binary, "sync", "--books", books, "--node", node["url"], "--quiet"]
            usage = measure(command, lambda: store.unlink(missing_ok=True))
            size = store.stat().st_size / 1e6
            yield Row(
                f"sync: events of {blocks:,} blocks",
                events,
                usage.wall,
                usage.cpu,
                usage.peak,
                f"{events / usage.wall:,.0f} a second, {events / usage.cpu:,.0f} a CPU second, store of {size:,.0f} MB",
                GOAL,
            )
            usage = measure(command)
            yield Row("sync: nothing new", 0, usage.wall, usage.cpu, usage.peak)
