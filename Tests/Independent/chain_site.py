"""A site whose stakes and receipts are of a chain, and whose ledger does not agree with it in every way."""

import functools
import pathlib
import tempfile
from types import SimpleNamespace

from chain.chain_client import RunningNode
from chain_books import DAY, START, Story, seconds, story
from program import run
from site_log import ORIGIN

NOWHERE = "0x" + "ee" * 32


def succeed(*arguments) -> str:
    finished = run(*arguments)
    assert finished.returncode == 0, finished.stderr
    return finished.stdout


def disagreeing(told: Story, epoch_of) -> None:
    """Of each epoch: one fee more and one less than it was, one left out, one of a transaction that is nowhere, one without a name."""
    fees = [row for row in told.revenue if row["stream"] == "fees"]
    for number in (1, 2):
        first, second, third, *_ = [row for row in fees if epoch_of(row) == number]
        first["amount"] = f"{float(first['amount']) + 1:.6f}"
        second["reference"] = second["reference"].upper().replace("0X", "0x") + "-a"
        told.revenue.append({**second, "amount": "0.000001", "reference": second["reference"][:-1] + "b"})
        told.revenue.remove(third)
        told.revenue.append({**third, "reference": NOWHERE + f":{number}"})
        told.revenue.append({**third, "amount": "-0.5", "reference": third["reference"] + "/back"})


@functools.cache
def made() -> SimpleNamespace:
    """Folders `books` and `site`, signed with `key`: two epochs, from tables of what happened on a node."""
    folder = pathlib.Path(tempfile.mkdtemp(prefix="chain-site-"))
    with RunningNode("--genesis-time", seconds(START) - 50 * DAY, "--finality", 5, "--range-cap", 400) as node:
        told = story(node.client, seed=3, steps=50)
        disagreeing(told, lambda row: 1 if row["time"] < "2026-07-11T00:00:00Z" else 2)
        settings = told.from_tables(policy="reconciliation: report\n")
        books = told.write(folder / "books", settings + "log: { key: own.key }\n", with_tables=True)
    succeed("key", "new", "--name", ORIGIN, "-o", books / "own.key")
    succeed("publish", "--books", books, "--site", folder / "site", "--all", "--quiet")
    return SimpleNamespace(books=books, site=folder / "site", key=books / "own.key", told=told)
