"""Each kind of fraud in docs/audit.md, done to the corrected example: both audits find it, by the code and at the file that stand there."""

import json
import pathlib
import re
import shutil

import pytest
from corrected_site import DEPOSIT, append, close, correct, made, publish, signed_books
from program import ROOT, run
from second_audit import Forgery, copied, named, publishers_log
from site_log import SiteLog

TABLE = re.findall(r"^\| ([a-z' -]+) \| [^|]* \| `([a-z-]+)`(?:, (since|key))? \| `([^`]+)` \|$", (ROOT / "docs/audit.md").read_text(), re.M)


def forget(site: pathlib.Path, name: str) -> None:
    """Takes a publication away, from the site's manifest too."""
    shutil.rmtree(site / "epochs" / name)
    path = site / "manifest.json"
    manifest = json.loads(path.read_bytes())
    manifest["files"] = [file for file in manifest["files"] if not file["path"].startswith(f"epochs/{name}/")]
    path.write_text(json.dumps(manifest, indent=2, ensure_ascii=False) + "\n")


def in_place(forgery: Forgery) -> None:
    """Epoch 5 without one of its deposits, computed honestly; the log and the statements stay as they are."""
    kept = [path for path in [*forgery.site.glob("log/**/*"), *forgery.site.glob("epochs/*/statement.json*")] if path.is_file()]
    kept = {path: path.read_bytes() for path in kept}
    staking = forgery.site / "epochs/5/inputs/staking.csv"
    rows = staking.read_text().splitlines(keepends=True)
    rows.remove(next(row for row in rows if ",stake," in row))
    staking.write_text("".join(rows))
    forgery.publish("5")
    shutil.rmtree(forgery.site / "log")
    for path, content in kept.items():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    SiteLog(forgery.site).name_files()


def rewritten(forgery: Forgery, key: pathlib.Path | None) -> None:
    """The program itself publishes all of it again, from books in which an invoice was another."""
    books = forgery.site.parent / "books"
    signed_books(books, key)
    ledger = books / "ledgers/invoices.csv"
    ledger.write_text(ledger.read_text().replace("USDC,14250,", "USDC,14251,"))
    shutil.rmtree(forgery.site)
    publish(books, forgery.site)
    append(books / "ledgers/staking.csv", DEPOSIT)
    for epoch in "34":
        correct(books, forgery.site, epoch)
    close(books)
    publish(books, forgery.site)


def epoch_1(forgery: Forgery) -> None:
    ledger = forgery.site / "epochs/1/inputs/revenue.csv"
    rows = [row.split(",") for row in ledger.read_text().splitlines()]
    first, second = [row for row in rows if len(row) == 5 and row[1] == "subscriptions"][:2]
    first[2], second[2] = str(int(first[2]) + 7), str(int(second[2]) - 7)
    ledger.write_text("".join(",".join(row) + "\n" for row in rows))
    forgery.publish("1")


def invented(forgery: Forgery) -> None:
    def staked(stake):
        stake.pieces[bytes.fromhex("5eed" * 10)][forgery.inputs.start, forgery.inputs.start, forgery.inputs.end] = 10**24

    forgery.publish("5", change_stake=staked)


def swapped(forgery: Forgery) -> None:
    def change(claims):
        claims[3].amount, claims[7].amount = claims[7].amount, claims[3].amount

    forgery.publish("5", change_claims=change)


def stolen(forgery: Forgery) -> None:
    terms = forgery.terms("5")
    row = next(row for row in terms["beneficiaries"] if row["signature"])
    row["beneficiary"] = terms["token"]["contract"]
    forgery.write_terms("5", terms)
    forgery.publish("5")


def not_paid(forgery: Forgery) -> None:
    ledger = forgery.site / "epochs/5/inputs/adjustments.csv"
    rows = ledger.read_text().splitlines(keepends=True)
    rows.remove(next(row for row in rows if ",4.1/usdc/" in row))
    ledger.write_text("".join(rows))
    forgery.publish("5")


def never_entered(forgery: Forgery) -> None:
    order = [name for name in SiteLog(forgery.site).names() if name != "4.1"]
    forget(forgery.site, "4.1")
    publishers_log(forgery.site).publish(order=order)


def says_less(forgery: Forgery) -> None:
    table = forgery.site / "epochs/3.1/usdc/differences.csv"
    line = table.read_text().splitlines()[7]
    table.write_text(table.read_text().replace(line, line.rpartition(",")[0] + ",0"))
    forgery.mend_digests("3.1")
    forgery.sign()


FRAUDS = {
    "rewritten history": lambda forgery: rewritten(forgery, made().books / "own.key"),
    "another key's history": lambda forgery: rewritten(forgery, None),
    "rewritten epoch": epoch_1,
    "invented holder": invented,
    "wrong total": lambda forgery: forgery.publish(
        "5", change_entries=lambda entries: setattr(entries[0], "converted", entries[0].converted - 5_000_000)),
    "wrong percentage": lambda forgery: forgery.publish(
        "5", change_inputs=lambda inputs: setattr(inputs.decision, "stakerShare", inputs.decision.stakerShare - 50_000)),
    "swapped claim": swapped,
    "stolen payment": stolen,
    "hidden correction": lambda forgery: forget(forgery.site, "4.1"),
    "correction that was never entered": never_entered,
    "correction in place": in_place,
    "correction that is not paid": not_paid,
    "correction that says less": says_less,
}


def test_the_table_is_what_is_tested():
    assert [name for name, *_ in TABLE] == list(FRAUDS)


@pytest.mark.parametrize(("name", "code", "needs", "path"), TABLE, ids=[row[0] for row in TABLE])
def test_both_audits_find(tmp_path, name, code, needs, path):
    forgery = Forgery(copied(made().site, tmp_path))
    FRAUDS[name](forgery)
    kept = made().before / "log/checkpoint"
    options = {"since": {"since": kept.read_bytes()}, "key": {"pinned": made().key}, "": {}}[needs]
    arguments = {"since": ["--since", kept, "--evidence", tmp_path / "evidence"], "key": ["--key", made().key], "": []}[needs]
    assert (code, path) in named(forgery.site, **options)
    audited = run("audit", forgery.site, "--json", "--quiet", *arguments)
    assert audited.returncode == 1, audited.stderr
    found = {(finding["code"], finding["path"]) for finding in json.loads(audited.stdout)["findings"]}
    assert (code, path) in found, found
    if needs:
        # What nothing within the site tells: without knowledge from elsewhere all of it agrees.
        assert named(forgery.site) == set() and run("audit", forgery.site, "--quiet").returncode == 0
        # What was kept proves it to others: both heads are signed, and they contradict each other.
        assert needs == "key" or len(list((tmp_path / "evidence").iterdir())) == 2


def test_nothing_is_found_where_nothing_is_forged(tmp_path):
    """Signed again, and otherwise as it was."""
    forgery = Forgery(copied(made().site, tmp_path))
    forgery.sign()
    assert named(forgery.site) == set()
    assert run("audit", forgery.site, "--quiet").returncode == 0
