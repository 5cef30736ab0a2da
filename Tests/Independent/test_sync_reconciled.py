"""Ledger entries beside what the pool has received, from the node to the report, the page and the audit."""

import json
import shutil
from random import Random

import pytest

from chain_books import seconds, write_table
from program import files, publish, run
from reconciliation import reconciled
from sync_fixtures import chained  # noqa: F401
from synced import STORE, sync
from test_tampering import mend_digests

SEEDS = range(3)
WORDS = {"missing": "booked, not received", "differing": "received with another amount",
         "unexplained": "received, not booked"}


@pytest.fixture(scope="module")
def store(chained, tmp_path_factory):
    books = chained.write(tmp_path_factory.mktemp("store") / "books", chained.from_chain())
    sync(books, chained.client)
    return books / STORE


@pytest.fixture(scope="module")
def agreeing(chained, store, tmp_path_factory):
    """A site where all of it agrees."""
    folder = tmp_path_factory.mktemp("agreeing")
    publish(books_of(chained, store, folder), folder / "site", list)
    return folder / "site"


def books_of(story, store, folder, change=None, policy: str = "report"):
    """Books whose revenue is as `change(rows)` gives it."""
    revenue = change([dict(row) for row in story.revenue]) if change else story.revenue
    settings = story.from_chain(policy=f"reconciliation: {policy}\n")
    books = story._replace(revenue=revenue).write(folder / "books", settings)
    shutil.copy(store, books / STORE)
    return books


def reconciliation(site, epoch: int) -> dict:
    return json.loads((site / f"epochs/{epoch}/report.json").read_text())["reconciliation"]


def units(amount: str) -> int:
    whole, part = amount.split(".")
    return int(whole) * 10**6 + int(part.ljust(6, "0"))


def decimal(amount: int) -> str:
    return f"{amount // 10**6}.{amount % 10**6:06}"


def in_disorder(seed: int):
    """Entries that are as received, left out, wrong, in parts, of nothing, or written in other ways."""
    rng = Random(seed)

    def change(rows):
        changed = []
        kinds = rng.choices(("kept", "kept", "out", "more", "less", "parts", "wrong parts", "capitals", "log", "note",
                             "none", "other log", "zeros", "unnamed", "twice"), k=len(rows))
        kinds[:3] = "none", "more", "out"
        for row, kind in zip(rows, rng.sample(kinds, len(kinds))):
            amount = units(row["amount"])
            hash_ = row["reference"]
            if row["stream"] != "fees" or kind == "kept":
                changed.append(row)
            elif kind in ("more", "less"):
                changed.append(row | {"amount": decimal(max(1, amount + (7 if kind == "more" else -7)))})
            elif kind in ("parts", "wrong parts"):
                part = rng.randrange(1, amount) if amount > 1 else 1
                rest = amount - part + (kind == "wrong parts")
                changed += [row | {"amount": decimal(part), "stream": "cards", "reference": f"{hash_} a"},
                            row | {"amount": decimal(rest), "reference": f"{hash_} b"}]
            elif kind == "twice":
                changed += [row, row | {"reference": f"{hash_}, again"}]
            elif kind != "out":
                changed.append(row | {"reference": {
                    "capitals": "0x" + hash_[2:].upper(), "log": f"{hash_}:0", "note": f"{hash_} (INV-{amount})",
                    "none": "0x" + f"{amount:064x}", "other log": f"{hash_}:1", "zeros": f"{hash_}:00",
                    "unnamed": f"INV {hash_}"}[kind]})
        return changed

    return change


def test_all_agrees(chained, agreeing):
    for epoch in (1, 2):
        found = reconciliation(agreeing, epoch)
        assert found == reconciled(agreeing / f"epochs/{epoch}")
        fees, = [each for each in found["streams"] if each["stream"] == "fees"]
        assert fees["matched"] == fees["booked"] and fees["difference"] == "0" and fees["booked"]["count"] > 2
        assert [found[name] for name in WORDS] == [[], [], []]
        page = (agreeing / f"epochs/{epoch}/index.html").read_text()
        assert "Every entry that names a transaction was received" in page
    assert run("audit", agreeing, "--quiet").returncode == 0


def assert_shown(site, pool: str) -> set[str]:
    """Both epochs say what the tables give, on their pages too; the kinds of difference that there are."""
    kinds = set()
    for epoch in (1, 2):
        found = reconciliation(site, epoch)
        assert found == reconciled(site / f"epochs/{epoch}")
        page = (site / f"epochs/{epoch}/index.html").read_text()
        assert pool in page
        agrees = not any(found[name] for name in WORDS)
        assert agrees == ("Every entry that names a transaction was received" in page)
        for name, words in WORDS.items():
            kinds |= {name} if found[name] else set()
            assert bool(found[name]) == (words in page)
            for row in found[name]:
                assert (row.get("reference") or row["transaction"]) in page
    return kinds


def test_differences_are_shown(chained, store, tmp_path):
    kinds = set()
    for seed in SEEDS:
        books, site = books_of(chained, store, tmp_path / str(seed), in_disorder(seed)), tmp_path / f"site{seed}"
        publish(books, site, list)
        kinds |= assert_shown(site, chained.pool)
    assert kinds == set(WORDS)
    audit = run("audit", site, "--quiet")
    assert audit.returncode == 0, audit.stdout


def payments(rng: Random, hashes: list[str]) -> tuple[list[dict], list[dict]]:
    """Receipts, several in some transactions, some of nothing; and entries that name transactions or logs."""
    receipts, entries = [], []
    for hash_ in hashes:
        time = f"2026-07-{rng.randrange(1, 21):02}T12:00:00Z"
        for log in sorted(rng.sample(range(9), rng.randrange(4))):
            amount = rng.choice((0, 1, 5, 10**6))
            receipts.append({"time": seconds(time), "block": 70, "log": log, "hash": hash_, "from": hash_[:42],
                             "amount": amount})
        for _ in range(rng.randrange(4)):
            log = rng.choice(("", "", ":0", ":1", ":2", ":3", ":03", ": 1", ":1x", f":{2**64}", "-1"))
            entries.append({"time": time, "amount": decimal(rng.choice((0, 1, 2, 5, 6, 10**6, 10**6 + 5))),
                            "reference": hash_ + log + rng.choice(("", "", " x" * (log != ""))),
                            "stream": rng.choice(("fees", "cards"))})
    return receipts, list({entry["reference"]: entry for entry in entries}.values())


@pytest.mark.parametrize("seed", range(2))
def test_several_payments_in_one_transaction(chained, tmp_path, seed):
    rng = Random(seed)
    receipts, entries = payments(rng, ["0x" + rng.randbytes(32).hex() for _ in range(30)])
    books = chained.write(tmp_path / "books", chained.from_tables(), with_tables=True)
    write_table(books / "ledgers/receipts.csv", receipts)
    write_table(books / "ledgers/revenue.csv", entries)
    publish(books, tmp_path / "site", list)
    assert_shown(tmp_path / "site", chained.pool)


@pytest.mark.parametrize("amount", [0, 1])
def test_one_difference_is_said_in_words_and_nothing_is_none(chained, tmp_path, amount):
    """Transfers of nothing are what address poisoners send."""
    agreed, other = ("0x" + digit * 64 for digit in "12")
    time = "2026-07-02T12:00:00Z"
    row = {"time": seconds(time), "block": 70, "log": 0, "hash": agreed, "from": agreed[:42], "amount": 5}
    books = chained.write(tmp_path / "books", chained.from_tables(), with_tables=True)
    write_table(books / "ledgers/receipts.csv", [row, row | {"log": 1, "hash": other, "amount": amount}])
    entry = {"time": time, "amount": "0.000005", "reference": agreed, "stream": "fees"}
    write_table(books / "ledgers/revenue.csv", [entry])
    publish(books, tmp_path / "site", list)
    assert assert_shown(tmp_path / "site", chained.pool) == ({"unexplained"} if amount else set())


def test_refused(chained, store, tmp_path):
    """The policy `refuse` names what differs; nothing is written; books that agree pass."""
    first = [row for row in chained.revenue if row["stream"] == "fees" and row["time"] < "2026-07-11"][0]
    changes = {
        "unexplained": (lambda rows: [row for row in rows if row["reference"] != first["reference"]],
                        first["reference"]),
        "missing": (lambda rows: rows + [first | {"reference": "0x" + "12" * 32}], "0x" + "12" * 32),
        "differing": (lambda rows: [row | {"amount": "0.000001"} if row["reference"] == first["reference"] else row
                                    for row in rows], first["reference"]),
    }
    for name, (change, reference) in changes.items():
        books = books_of(chained, store, tmp_path / name, change, "refuse")
        refused = run("publish", "--books", books, "--site", tmp_path / name / "site", "--all")
        assert refused.returncode == 65 and reference in refused.stderr, (name, refused)
        assert "epoch 1" in refused.stderr.lower() and not (tmp_path / name / "site").exists()
        checked = run("check", "--books", books)
        assert checked.returncode == 65 and reference in checked.stderr
    books = books_of(chained, store, tmp_path / "agreeing", policy="refuse")
    publish(books, tmp_path / "agreeing" / "site", list)
    assert run("audit", tmp_path / "agreeing" / "site", "--quiet").returncode == 0
    assert reconciliation(tmp_path / "agreeing" / "site", 1)["policy"] == "refuse"


def audit(site) -> list[dict]:
    finished = run("audit", site, "--json")
    found = json.loads(finished.stdout)["findings"]
    assert (finished.returncode == 1) == bool(found)
    return found


def receipt_left_out(site) -> None:
    path = site / "epochs/1/inputs/receipts.csv"
    head, _, *rows = path.read_text().splitlines(keepends=True)
    path.write_text("".join([head, *rows]))


def receipt_raised(site) -> None:
    path = site / "epochs/1/inputs/receipts.csv"
    head, row, *rows = path.read_text().splitlines(keepends=True)
    time, asset, amount, *others = row.split(",")
    path.write_text("".join([head, ",".join([time, asset, str(int(amount) + 1), *others]), *rows]))


def figure_forged(site) -> None:
    path = site / "epochs/1/report.json"
    report = json.loads(path.read_text())
    sums = report["reconciliation"]["assets"][0]
    sums["matched"]["amount"] = str(int(sums["matched"]["amount"]) + 1)
    path.write_text(json.dumps(report, indent=2, ensure_ascii=False) + "\n")


def section_left_out(site) -> None:
    path = site / "epochs/1/report.json"
    report = json.loads(path.read_text())
    del report["reconciliation"]
    path.write_text(json.dumps(report, indent=2, ensure_ascii=False) + "\n")


def pool_changed(site) -> None:
    path = site / "epochs/1/inputs/epoch.json"
    terms = json.loads(path.read_text())
    terms["reconciliation"]["pools"][0]["account"] = "0x0505050505050505050505050505050505050505"
    path.write_text(json.dumps(terms, indent=2, ensure_ascii=False) + "\n")


FORGERIES = [receipt_left_out, receipt_raised, figure_forged, section_left_out, pool_changed]


@pytest.mark.parametrize("forge, mended", [(receipt_left_out, False), *((forge, True) for forge in FORGERIES)])
def test_the_audit_finds(agreeing, tmp_path, forge, mended):
    """Also where every digest was made to fit."""
    site = shutil.copytree(agreeing, tmp_path / "site")
    forge(site)
    if mended:
        mend_digests(site, site / "epochs/1")
    found = audit(site)
    changed = {path for path in files(site) if files(site)[path] != files(agreeing)[path]} - {
        "manifest.json", "epochs/1/manifest.json"}
    errors = [each for each in found if each["severity"] == "error"]
    assert errors
    assert mended or changed <= {each["path"] for each in errors}
    if mended and forge in (receipt_left_out, receipt_raised, figure_forged):
        assert "epochs/1/report.json" in {each["path"] for each in errors if each["code"] == "wrong-figure"}, errors
