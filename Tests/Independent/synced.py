"""Runs `revshare sync`, and reads what it has stored by other means."""

import atexit
import contextlib
import functools
import sqlite3
from pathlib import Path
from typing import NamedTuple

from eth_utils import to_checksum_address

from chain.chain_client import RunningNode
from chain.misbehaving import Fault, changing
from chain_books import Story, logs, seconds, story
from program import run

STORE = "chain.sqlite"
# What the sources of `chain_books` are: the contract's name there, its event, what it does, who, and how much.
STAKES = (("staking", "Staked", "stake", "user", "amount"), ("staking", "Unstaked", "unstake", "user", "amount"),
          ("pools", "Deposited", "stake", "by", "amount"), ("pools", "Withdrawn", "unstake", "by", "amount"))


class Event(NamedTuple):
    """A stored event, in the order of the chain."""

    block: int
    log: int
    kind: str
    contract: str
    transaction: str
    account: str
    amount: int
    time: int
    block_hash: str


@contextlib.contextmanager
def told(seed: int = 1, steps: int = 26, **options):
    """A node and its story."""
    names = [part for name, value in options.items() for part in (f"--{name.replace('_', '-')}", value)]
    with RunningNode("--genesis-time", seconds("2026-05-01T00:00:00Z"), *names) as node:
        yield story(node.client, seed, steps)


@functools.cache
def shared() -> Story:
    """One story for the tests of all modules, which leave it as it was; the last three of its blocks are not final."""
    running = contextlib.ExitStack()
    atexit.register(running.close)
    return running.enter_context(told(finality=3))


def sync(books: Path, node, *options, status: int | list[int] = 0, **more):
    """A finished run; `node` is an address, or has one."""
    finished = run("sync", "--books", books, "--node", getattr(node, "url", node), *options, **more)
    expected = [status] if isinstance(status, int) else status
    assert finished.returncode in expected, (finished.returncode, finished.stdout, finished.stderr[:3_000])
    return finished


def stored(books: Path) -> list[Event]:
    """What the store holds of the sources of today's settings and any before."""
    found = []
    with contextlib.closing(sqlite3.connect(books / STORE)) as database:
        rows = database.execute("SELECT event.block, log, key, event.hash, account, amount, time, block.hash "
                                "FROM event JOIN source ON source = id JOIN block ON event.block = number")
        for block, log, key, transaction, account, amount, time, block_hash in rows:
            kind, contract = key.split()[:2]
            found.append(Event(block, log, kind, contract, "0x" + transaction.hex(),
                               to_checksum_address(account), int.from_bytes(amount, "big"), time,
                               "0x" + block_hash.hex()))
    return sorted(found)


def dump(books: Path) -> dict[str, list]:
    """All tables but those blocks that only tell where a range has ended."""
    with contextlib.closing(sqlite3.connect(books / STORE)) as database:
        columns = {"chain": "number", "source": "key, first, next", "ending": "time, block"}
        tables = {name: sorted(database.execute(f"SELECT {columns[name]} FROM {name}")) for name in columns}
        assert not list(database.execute("PRAGMA foreign_key_check"))
        assert database.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    return tables | {"event": stored(books)}


def told_by_node(story: Story, last: int | None = None) -> list[Event]:
    """The same events as a client of another making has them, up to a block."""
    times = {}
    found = []
    for name, event, kind, account, amount in STAKES:
        contract = getattr(story, name)
        found += [(log, values[account], values[amount], kind, contract) for log, values in logs(contract, event)]
    found += [(log, values["sender"], values["value"], "receipt", story.usdc)
              for log, values in logs(story.usdc, "Transfer") if values["receiver"] == story.pool.lower()]
    events = []
    for log, account, amount, kind, contract in found:
        block = int(log["blockNumber"], 16)
        if last is not None and block > last:
            continue
        if block not in times:
            times[block] = int(story.client.block(block)["timestamp"], 16)
        events.append(Event(block, int(log["logIndex"], 16), kind, contract.address, log["transactionHash"],
                            to_checksum_address(account), amount, times[block], log["blockHash"]))
    return sorted(events)


def height(client, number: int, *tags: str) -> Fault:
    """The node says that its newest, or its finalized, block is that of a number."""
    tags = tags or ("finalized", "latest")
    return changing("eth_getBlockByNumber",
                    lambda block, params: client.block(number) if params[0] in tags else block)
