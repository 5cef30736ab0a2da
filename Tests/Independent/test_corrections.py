"""Mistakes made by chance in the example's books, corrected by the program and by the reference: the same bytes, and no unit lost."""

import copy
import csv
import os
import random
from collections import Counter

import pytest
import yaml

from books import Books
from comparison import first_difference
from corrected_site import append, close, publish, signed_books, succeed
from program import run
from published import files_below
from reference.corrections import History, holders_of
from reference.units import checksummed
from site_log import SiteLog, corrects, seed_of, statement

FIRST = int(os.environ.get("CORRECTIONS_FIRST", 0))
SEEDS = range(FIRST, FIRST + int(os.environ.get("CORRECTIONS", 4)))
REASON = "Found by the auditor: the books were wrong."


def late_stake(chance, folder, epoch) -> None:
    """A deposit that nobody had booked, of a holder or of somebody new."""
    day, account = chance.randint(1, 28), checksummed(chance.randbytes(20))
    if chance.random() < 0.5:
        with open(folder / "ledgers/staking.csv", newline="") as file:
            account = chance.choice(list(csv.DictReader(file)))["holder"]
    amount = f"{chance.randint(1, 10 ** 6)}.{chance.randint(1, 999):03}"
    append(folder / "ledgers/staking.csv", f"2026-{6 + epoch:02}-{day:02}T12:00:00Z,1,0x{chance.randbytes(32).hex()},7,{account},Staked,{amount}\n")


def late_invoice(chance, folder, epoch) -> None:
    stream = chance.choice(["partnerships", "advertising"])
    amount = chance.choice([1, -1]) * chance.randint(1, 20_000)
    append(folder / "ledgers/invoices.csv", f"2026-{6 + epoch:02}-{chance.randint(1, 28):02}T10:00:00Z,LATE-{chance.randint(1, 10 ** 9)},{stream},Somebody,USDC,{amount}.{chance.randint(0, 99):02},,,\n")


def wrong_exclusion(chance, folder, epoch) -> None:
    """A holder who should have earned nothing in an epoch, or from it on."""
    with open(folder / "ledgers/staking.csv", newline="") as file:
        accounts = sorted({row["holder"] for row in csv.DictReader(file)})
    text = (folder / "revshare.yaml").read_text()
    account = chance.choice([account for account in accounts if account not in text])
    until = chance.choice(["", f"\n    until: {epoch}"])
    path = folder / "revshare.yaml"
    path.write_text(text.replace("exclusions:\n", f'exclusions:\n  - account: "{account}"\n    reason: The platform holds it.\n    from: {epoch}{until}\n', 1))


def wrong_decision(chance, folder, epoch) -> None:
    """The share that was voted for was copied wrongly from epoch 1 or 3 on."""
    path = folder / "governance.yaml"
    old = chance.choice(["50%", "60%"])
    path.write_text(path.read_text().replace(f"    stakerShare: {old}", f"    stakerShare: {chance.randint(1, 99)}.{chance.randint(1, 9)}%", 1))


MISTAKES = [late_stake, late_invoice, wrong_exclusion, wrong_decision]


def epochs_of(books: Books) -> dict[int, dict]:
    return {int(epoch["number"]): epoch for epoch in books.configuration["epochs"]}


def corrected_by_both(seed, folder):
    """Publishes, puts one mistake right, or two, corrects all epochs that it changes, and publishes the next epoch."""
    chance = random.Random(seed)
    mistakes = [MISTAKES[seed % len(MISTAKES)]] + ([chance.choice(MISTAKES[:2])] if chance.random() < 0.5 else [])
    books, site, history = folder / "books", folder / "site", History()
    signed_books(books)
    publish(books, site)
    original = Books(books)
    for number in range(1, 5):
        history.publish(original, epochs_of(original)[number])
    sizes = [4, 4, 4, 4]
    for mistake in mistakes:
        mistake(chance, books, chance.randint(1, 4))
        put_right = Books(books)
        for number in range(1, 5):
            after = copy.deepcopy(history)
            after.correct(put_right, epochs_of(put_right)[number], REASON, "adjustments")
            new, old = after.publications[-1].files, history.of(number)[-1].files
            same = {path for path in old if path.startswith("inputs/") and path != "inputs/epoch.json" and old[path] == new.get(path)}
            inputs = [path for path in new if path.startswith("inputs/") and path != "inputs/epoch.json"]
            arguments = ["correct", "--books", books, "--site", site, "--epoch", str(number), "--reason", REASON, "--quiet"]
            if len(same) == len(inputs) and b'"terms": [],' in new["correction.json"]:
                assert run(*arguments).returncode != 0, f"there is nothing to correct in epoch {number}"
                continue
            succeed(*arguments)
            history = after
            sizes.append(len(history.publications))
    close(books)
    publish(books, site)
    closed = Books(books)
    history.publish(closed, epochs_of(closed)[5])
    return site, history, [*sizes, len(history.publications)], closed


def state(folder, history: History, sizes: list[int], seed: bytes) -> None:
    """The statements and the log of these publications, signed with the same key."""
    log, names = SiteLog(folder, seed=seed), [publication.name for publication in history.publications]
    for publication in history.publications:
        for path, content in publication.files.items():
            target = folder / "epochs" / publication.name / path
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(content)
    entries = [statement(folder / "epochs" / name, corrects(folder / "epochs" / name, names)) for name in names]
    log.write(entries)
    for index, (name, size) in enumerate(zip(names, sizes)):
        (folder / "epochs" / name / "statement.json").write_bytes(entries[index])
        log.prove(folder / "epochs" / name, index, entries[:size])
    for kind in ("entries", "0"):
        for path in (folder / "log/tile" / kind / "000.p").iterdir():
            if int(path.name) not in sizes:
                path.unlink()


@pytest.mark.parametrize("seed", SEEDS)
def test_corrections_by_chance(tmp_path, seed):
    print(f"seed {seed}: CORRECTIONS=1 CORRECTIONS_FIRST={seed}")
    site, history, sizes, books = corrected_by_both(seed, tmp_path)
    assert run("audit", site, "--books", tmp_path / "books", "--quiet").returncode == 0
    state(tmp_path / "theirs", history, sizes, seed_of(tmp_path / "books/own.key"))
    for folder in ("epochs", "log"):
        expected, found = files_below(tmp_path / "theirs" / folder), files_below(site / folder)
        found = {path: content for path, content in found.items() if not path.endswith("index.html") and "provenance" not in path}
        differences = [first_difference(f"{folder}/{path}", expected.get(path), found.get(path)) for path in sorted(expected.keys() | found.keys())]
        assert not any(differences), f"seed {seed}:\n" + "\n".join(filter(None, differences))
    assert_conserved(history, books)


def assert_conserved(history: History, books: Books) -> None:
    """Each holder got, or has still to get, the shares as they should have been, and what the books adjusted themselves."""
    shares, received = Counter(), Counter()
    for number in range(1, 6):
        paid, now = history.of(number)[0].evidence, history.of(number)[-1].evidence
        for asset, holders in holders_of(now).items():
            shares.update({(asset, holder.account): holder.share for holder in holders})
        for asset, holders in holders_of(paid).items():
            received.update({(asset, holder.account): holder.paid for holder in holders})
            if number == 5:
                received.update({(asset, holder.account): holder.accrued_out for holder in holders})
    for row in books.adjustments:
        shares[row.asset, row.account] += row.amount
    assert {key: value for key, value in shares.items() if value} == {key: value for key, value in received.items() if value}
    assert sum(shares.values()) == sum(received.values()) > 0
