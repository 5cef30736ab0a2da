"""A history on a chain, and the books that take it from there, or from tables of the same."""

import csv
import io
from datetime import datetime, timezone
from pathlib import Path
from random import Random
from typing import NamedTuple

from eth_utils import to_checksum_address

from chain.chain_client import Client, decoded

DAY = 86_400
ENDS = ("2026-07-11T00:00:00Z", "2026-07-21T00:00:00Z")
START = "2026-07-01T00:00:00Z"

SETTINGS = """\
format: revshare-books-v1
title: Chained
publisher: Chained Labs
description: Everything that can be is read from the chain.
baseURL: https://chained.example/
chain: {{ id: {chain}, name: Test chain{confirmations} }}
{distributor}token: {{ symbol: OPUR, name: Opur, decimals: 18, contract: "{token}" }}
assets:
  - {{ id: usdc, symbol: USDC, name: USD Coin, decimals: 6, contract: "{usdc}" }}
payout: usdc
{claims}ruleset: 2
streams:
  - {{ id: fees, title: Fees, description: Paid on the chain. }}
  - {{ id: cards, title: Cards, description: Paid by card. }}
epochs:
  - {{ number: 1, start: {start}, end: {ends[0]}, closed: true{blocks[0]} }}
  - {{ number: 2, start: {ends[0]}, end: {ends[1]}, closed: {closed}{blocks[1]} }}
{policy}ledgers:
  revenue:
    - file: ledgers/revenue.csv
      time: {{ column: time }}
      amount: {{ column: amount }}
      reference: {{ column: reference }}
      stream: {{ column: stream }}
"""

FROM_CHAIN = """\
  staking:
    - contract: "{staking}"
      fromBlock: {first}
      events:
        - {{ event: "Staked(address indexed user, uint256 amount)", action: stake, account: user, amount: amount }}
        - {{ event: "Unstaked(address indexed user, uint256 amount)", action: unstake, account: user, amount: amount }}
    - contract: "{pools}"
      fromBlock: {first}
      events:
        - {{ event: "Deposited(uint256 amount, uint64 poolId, address indexed by)", action: stake, account: by, amount: amount }}
        - {{ event: "Withdrawn(uint256 amount, uint64 poolId, address indexed by)", action: unstake, account: by, amount: amount }}
  receipts:
    - {{ asset: usdc, pool: "{pool}", fromBlock: {first} }}
"""

FROM_TABLES = """\
  staking:
    - file: ledgers/staking.csv
      time: { column: time, pattern: unix }
      account: { column: account }
      action: { column: event, values: { Staked: stake, Unstaked: unstake, Deposited: stake, Withdrawn: unstake } }
      amount: { column: amount, unit: base }
      reference: { columns: [hash, log] }
      sequence: { columns: [block, log] }
  receipts:
    - file: ledgers/receipts.csv
      asset: usdc
      pool: "POOL"
      time: { column: time, pattern: unix }
      amount: { column: amount, unit: base }
      reference: { columns: [hash, log] }
      sender: { column: from }
"""

GOVERNANCE = """\
format: revshare-governance-v1
decisions:
  - id: D-1
    title: Share half
    decidedAt: 2026-06-20T12:00:00Z
    effectiveEpoch: 1
    stakerShare: 50%
    poolShares:
      fees: 100%
      cards: 50%
    rationale: Half of the pool goes to stakers.
    link: https://vote.chained.example/D-1
    tally:
      - { choice: For, votes: "900.5" }
      - { choice: Against, votes: "100" }
    quorum: "500"
"""


def seconds(time: str) -> int:
    return int(datetime.fromisoformat(time.replace("Z", "+00:00")).timestamp())


def text(time: int) -> str:
    return datetime.fromtimestamp(time, timezone.utc).strftime("%Y-%m-%dT%H:%M:%SZ")


class Story(NamedTuple):
    """What has happened on the chain."""

    client: Client
    token: object
    usdc: object
    staking: object
    pools: object
    pool: str
    first: int
    chain: int
    revenue: list[dict]

    def settings(self, ledgers: str, blocks=("", ""), policy: str = "", closed: str = "true", distributor: str = "",
                 claims: str = "", confirmations: str = "") -> str:
        return SETTINGS.format(chain=self.chain, token=self.token.address, usdc=self.usdc.address, start=START,
                               ends=ENDS, blocks=blocks, policy=policy, closed=closed, distributor=distributor,
                               claims=claims, confirmations=confirmations) + ledgers

    def from_chain(self, **options) -> str:
        ledgers = FROM_CHAIN.format(staking=self.staking.address, pools=self.pools.address, pool=self.pool,
                                    first=self.first)
        return self.settings(ledgers, **options)

    def from_tables(self, **options) -> str:
        blocks = tuple(f', block: {{ number: {number}, hash: "{digest}" }}'
                       for number, digest in map(self.last_block, ENDS))
        return self.settings(FROM_TABLES.replace("POOL", self.pool), blocks=blocks, **options)

    def last_block(self, end: str) -> tuple[int, str]:
        """The last block before a time, by looking at all of them."""
        blocks = [self.client.block(number) for number in range(self.client.height + 1)]
        last = [block for block in blocks if int(block["timestamp"], 16) < seconds(end)][-1]
        return int(last["number"], 16), last["hash"]

    def write(self, folder: Path, settings: str, with_tables: bool = False) -> Path:
        (folder / "ledgers").mkdir(parents=True)
        (folder / "revshare.yaml").write_text(settings)
        (folder / "governance.yaml").write_text(GOVERNANCE)
        write_table(folder / "ledgers" / "revenue.csv", self.revenue)
        if with_tables:
            write_table(folder / "ledgers" / "staking.csv", self.stakes())
            write_table(folder / "ledgers" / "receipts.csv", self.receipts())
        return folder

    def stakes(self) -> list[dict]:
        """All stake events, as the node gives them to a client of another making."""
        rows = []
        for contract, names, account in ((self.staking, ("Staked", "Unstaked"), "user"),
                                         (self.pools, ("Deposited", "Withdrawn"), "by")):
            for name in names:
                rows += [self.row(log) | {"event": name, "account": values[account], "amount": values["amount"]}
                         for log, values in logs(contract, name)]
        Random(5).shuffle(rows)
        return rows

    def receipts(self) -> list[dict]:
        return [self.row(log) | {"from": values["sender"], "amount": values["value"]}
                for log, values in logs(self.usdc, "Transfer") if values["receiver"] == self.pool.lower()]

    def row(self, log: dict) -> dict:
        block = int(log["blockNumber"], 16)
        return {"time": int(self.client.block(block)["timestamp"], 16), "block": block, "log": int(log["logIndex"], 16),
                "hash": log["transactionHash"]}


def logs(contract, event: str) -> list[tuple[dict, dict]]:
    """Each log as the node has it, and its arguments by name."""
    found = contract.client.request("eth_getLogs", {"address": contract.address, "topics": [contract.topic(event)],
                                                    "fromBlock": "0x0", "toBlock": "latest"})
    return [(log, decoded(contract.events[event], log)) for log in found]


def write_table(path: Path, rows: list[dict]) -> None:
    out = io.StringIO()
    writer = csv.DictWriter(out, rows[0], lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    path.write_text(out.getvalue())


def story(client: Client, seed: int = 1, steps: int = 60, pool: str | None = None) -> Story:
    """Stakes, withdrawals and payments of fifteen days; some in one block, some in the first and last second."""
    rng = Random(seed)
    at(client, seconds(START) - 40 * DAY)
    owner = client.accounts[0]
    token = client.deploy("Token", "Opur", "OPUR", 18, 10**27)
    usdc = client.deploy("Token", "USD Coin", "USDC", 6, 10**15)
    staking = client.deploy("Staking", token.address)
    pools = client.deploy("PoolStaking", token.address)
    pool = pool or to_checksum_address(rng.randbytes(20))
    first = client.height
    people = client.accounts[1:8]
    for person in people:
        token.send("transfer", person, 10**24, sender=owner)
        usdc.send("transfer", person, 10**12, sender=owner)
        token.send("approve", staking.address, 10**24, sender=person)
        token.send("approve", pools.address, 10**24, sender=person)
    result = Story(client, token, usdc, staking, pools, pool, first, int(client.request("eth_chainId"), 16), [])
    held = {(contract, person): 0 for contract in ("staking", "pools") for person in people}
    times = sorted(rng.randrange(seconds(START), seconds(ENDS[1])) for _ in range(steps - 3))
    # The very first second, the last before a border, and the border itself.
    times = sorted(times + [seconds(START), seconds(ENDS[0]) - 1, seconds(ENDS[0])])
    times = [time for time, later in zip(times, times[1:] + [None]) if time != later]
    for time in times:
        at(client, time)
        person = rng.choice(people)
        kind = rng.choice(("staking", "pools", "fee", "fee", "two"))
        amount = rng.randrange(1, 10**21)
        if kind == "fee":
            receipt = usdc.send("transfer", pool, rng.randrange(1, 10**9), sender=person)
            note_fee(result, time, receipt, usdc)
        elif kind == "two":
            client.request("evm_setAutomine", False)
            second = rng.choice([other for other in people if other != person])
            for sender in (person, second):
                client.request("eth_sendTransaction", {"from": sender, "to": staking.address,
                                                       "data": staking.data("stake", amount), "gas": hex(300_000)})
            client.mine()
            client.request("evm_setAutomine", True)
            held["staking", person] += amount
            held["staking", second] += amount
        elif held[kind, person] and rng.random() < 0.4:
            part = rng.randrange(1, held[kind, person] + 1)
            contract = staking if kind == "staking" else pools
            contract.send(*(("unstake", part) if kind == "staking" else ("withdraw", 3, part)), sender=person)
            held[kind, person] -= part
        else:
            contract = staking if kind == "staking" else pools
            contract.send(*(("stake", amount) if kind == "staking" else ("deposit", 3, amount)), sender=person)
            held[kind, person] += amount
    result.revenue.append({"time": "2026-07-05T12:00:00Z", "amount": "1000.25", "reference": "CARD-1", "stream": "cards"})
    at(client, seconds(ENDS[1]) + DAY)
    client.mine(8)
    return result


def note_fee(result: Story, time: int, receipt: dict, usdc) -> None:
    amount = decoded(usdc.events["Transfer"], receipt["logs"][0])["value"]
    result.revenue.append({"time": text(time), "amount": f"{amount // 10**6}.{amount % 10**6:06}",
                           "reference": receipt["transactionHash"], "stream": "fees"})


def at(client: Client, time: int) -> None:
    client.request("evm_setNextBlockTimestamp", hex(time))
