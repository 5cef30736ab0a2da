"""Corrections of what the books said of the chain: the program and the reference make the same, and both audits take it."""

import json
import shutil

import pytest

from books import Books
from comparison import first_difference
from program import BESIDE_EVIDENCE, run
from published import files_below
from random_folder import write_books
from random_scenario import BookedEntry, Scenario
from reference.corrections import History
from second_audit import findings
from test_reconciliation import A, B, C, DAY, FIRST, POOL, entry, received, scenario

REASON = "A receipt was left out."
DIGEST = "0x" + "5e" * 32


def before() -> Scenario:
    entries = [entry(1, "fees", 100, A), entry(DAY + 1, "fees", 40, B), entry(DAY + 2, "ads", 7, C + ":1")]
    return scenario(entries, [received(100, A, 0), received(30, B, 0, time=DAY + 5)], blocks={1: (5, DIGEST), 2: (9, DIGEST)})


def receipt_left_out(s: Scenario) -> None:
    s.receipts.append(received(10, B, 1, time=DAY + 7))


def entry_left_out(s: Scenario) -> None:
    s.entries.append(BookedEntry(FIRST + DAY + 9, "fees", "usdc", 500_000, None, None, C, ""))
    s.receipts.append(received(500_000, C, 2, time=DAY + 9))


def block(s: Scenario) -> None:
    s.blocks[2] = (10, DIGEST)


def no_receipts(s: Scenario) -> None:
    s.pools, s.receipts, s.blocks = [], [], {1: (5, DIGEST)}


def pool(s: Scenario) -> None:
    s.pools.append(("weth", POOL))


def other(*changes):
    s = before()
    for change in changes:
        change(s)
    return s


def one_epoch(s: Scenario) -> None:
    """Pools are those of the books: where they change, every epoch does."""
    s.epochs[1] = s.epochs[1]._replace(closed=False)


CASES = {
    "a receipt that was left out": (before(), other(receipt_left_out)),
    "an entry and its receipt": (before(), other(entry_left_out)),
    "another block": (before(), other(block)),
    "the chain was not told of": (other(no_receipts, one_epoch), other(one_epoch)),
    "the chain is not told of any more": (other(one_epoch), other(no_receipts, one_epoch)),
    "another pool": (other(one_epoch), other(pool, one_epoch)),
}


@pytest.mark.parametrize("name", CASES)
@pytest.mark.parametrize("settlement", ["adjustments", "replacement"])
def test_a_correction(tmp_path, name, settlement):
    wrong, right = CASES[name]
    first = write_books(wrong, tmp_path / "wrong")
    finished = run("publish", "--books", first, "--site", tmp_path / "site", "--all", "--quiet")
    assert finished.returncode == 0, finished.stderr
    second = write_books(right, tmp_path / "right")
    number = sum(epoch.closed for epoch in right.epochs)
    arguments = ["--replace"] if settlement == "replacement" else []
    finished = run("correct", "--books", second, "--site", tmp_path / "site", "--epoch", number, "--reason", REASON, "--quiet", *arguments)
    assert finished.returncode == 0, finished.stderr
    history, old, new = History(), Books(first), Books(second)
    for epoch in old.configuration["epochs"][:number]:
        history.publish(old, epoch)
    history.correct(new, new.configuration["epochs"][number - 1], REASON, settlement)
    for publication in history.publications:
        found = files_below(tmp_path / "site/epochs" / publication.name)
        found = {path: data for path, data in found.items() if path not in BESIDE_EVIDENCE}
        differences = [first_difference(path, publication.files.get(path), found.get(path)) for path in sorted(publication.files | found)]
        assert not any(differences), "\n".join(filter(None, differences))
    assert findings(tmp_path / "site") == []
    audit = run("audit", tmp_path / "site", "--quiet")
    assert audit.returncode == 0, audit.stdout
    said = json.loads((tmp_path / f"site/epochs/{number}.1/correction.json").read_bytes())
    assert said["terms"] or any(table["path"] == "inputs/receipts.csv" for table in said["tables"])


def test_a_correction_that_the_statement_tells_otherwise(tmp_path):
    """The block of the correction's own statement is that of its inputs, not of what it corrects."""
    books = write_books(before(), tmp_path / "books")
    assert run("publish", "--books", books, "--site", tmp_path / "site", "--all", "--quiet").returncode == 0
    shutil.rmtree(books)
    write_books(other(block), books)
    finished = run("correct", "--books", books, "--site", tmp_path / "site", "--epoch", 2, "--reason", REASON, "--quiet")
    assert finished.returncode == 0, finished.stderr
    blocks = [json.loads((tmp_path / f"site/epochs/{name}/statement.json").read_bytes())["block"]["number"] for name in ("2", "2.1")]
    assert blocks == ["9", "10"]
