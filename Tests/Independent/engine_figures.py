"""What an engine has to find: from the published tables, and from the reference of stakes."""

import csv
import re
from collections import defaultdict
from functools import lru_cache
from pathlib import Path

from program import run
from published import PublishedSite, recomputed
from reference.inputs import LOTS_HEADER, STAKING_HEADER
from reference.ruleset2.stakes import Stakes
from reference.ruleset2.weighting import Weighting

PLAIN = {"multiplier": "none", "steps": [], "cap": None, "seconds": None, "withdrawals": "newest"}


class Question:
    """A query that the program printed, and what its first lines say."""

    def __init__(self, dialect: str, books: Path, number: int):
        finished = run("sql", "--dialect", dialect, "--epoch", number, "--books", books)
        assert finished.returncode == 0, finished.stderr
        self.text, self.number = finished.stdout, number
        self.since = int(re.search(r"epochs/(\d+)/inputs/opening-lots\.csv", self.text)[1])
        steps = re.findall(r"^--   step (\d+), .*: (\d+)$", self.text, re.MULTILINE)
        self.factors = {int(step): int(factor) for step, factor in steps} or {0: 1}

    def weights(self, rows: list[tuple[str, int, int]]) -> dict[str, int]:
        """weight = the sum of amount_seconds x factor; none of 0."""
        sums = defaultdict(int)
        for account, step, amount_seconds in rows:
            sums[account] += amount_seconds * self.factors[step]
        return {account: weight for account, weight in sums.items() if weight}

    def tables(self, site: Path, folder: Path) -> Path:
        """The tables that the query asks for, with the events of all later epochs, which it has to pass over."""
        folder.mkdir()
        opening = site / "epochs" / str(self.since) / "inputs" / "opening-lots.csv"
        (folder / "opening-lots.csv").write_bytes(opening.read_bytes())
        lines = [STAKING_HEADER + "\n"]
        for number in PublishedSite(site).epochs:
            if number >= self.since:
                path = site / "epochs" / str(number) / "inputs" / "staking.csv"
                lines += path.read_text(encoding="utf-8").splitlines(keepends=True)[1:]
        (folder / "staking.csv").write_text("".join(lines), encoding="utf-8")
        return folder


def published_weights(site: Path, number: int) -> dict[str, int]:
    folder = site / "epochs" / str(number)
    files = [folder / "holders.csv"] if (folder / "holders.csv").exists() else sorted(folder.glob("*/holders.csv"))
    with open(files[0], encoding="utf-8") as file:
        rows = [(row["account"].lower(), int(row["weight"])) for row in csv.DictReader(file)]
    return {account: weight for account, weight in rows if weight}


def multiplier(site: Path, number: int) -> dict:
    return recomputed(site, number).inputs.document.get("weighting", PLAIN)


@lru_cache(maxsize=None)
def reference_rows(site: Path, number: int) -> list[tuple[str, int, int]]:
    """By account and step, from the lots of the epoch one by one."""
    inputs, weighting = recomputed(site, number).inputs, Weighting(multiplier(site, number))
    stakes = Stakes(inputs.opening, inputs.events, inputs.start, inputs.end, weighting)
    ages = [step["age"] for step in weighting.document["steps"]]
    sums = defaultdict(int)
    for account in list(stakes.portions):
        if account not in inputs.excluded:
            for piece in stakes.pieces(account):
                step = sum(age <= piece.begin - piece.start for age in ages)
                sums["0x" + account.hex(), step] += piece.amount * (piece.end - piece.begin)
    return sorted((account, step, amount) for (account, step), amount in sums.items() if amount)


def given_tables(folder: Path, lots: list[tuple], events: list[tuple]) -> Path:
    """Tables with any rows."""
    folder.mkdir()
    for name, header, rows in (("opening-lots", LOTS_HEADER, lots), ("staking", STAKING_HEADER, events)):
        with open(folder / f"{name}.csv", "w", newline="", encoding="utf-8") as file:
            writer = csv.writer(file, lineterminator="\n")
            writer.writerow(header.split(","))
            writer.writerows(rows)
    return folder
