"""Corrections, as templates/audit/check-site checks them: what they say of themselves, and what becomes of the money."""

import json
import pathlib
import shutil

import pytest
from corrected_site import DEPOSIT, append, correct, made, publish, signed_books
from second_audit import Forgery, changed, check_site, copied, findings, named
from site_log import SiteLog


def corrected(site: pathlib.Path, name: str, change) -> None:
    """Changes a correction's own documents, and everything that follows from them."""
    change(site / "epochs" / name)
    forgery = Forgery(site)
    forgery.mend_digests(name)
    forgery.sign()


def test_what_the_program_published_agrees():
    assert findings(made().before) == findings(made().pending) == findings(made().site) == []


def test_a_pending_correction_is_noted():
    (line,) = check_site.Audit(str(made().pending)).findings.lines
    assert line.startswith("note pending-correction epochs/4/inputs/opening-lots.csv: ")


@pytest.mark.parametrize(
    ("old", "new", "place"),
    [
        ('"differenceCount": 60', '"differenceCount": 59', "assets[0].differenceCount"),
        ('"increase": "4', '"increase": "5', "assets[0].increase"),
        ('"rootBefore": "0x18', '"rootBefore": "0x19', "assets[0].rootBefore"),
        ('"addedCount": 1', '"addedCount": 2', "tables[0].addedCount"),
        ("0x9086358e958a08D4ac13Bbf2F56177C01dB9280B,", "0x9086358e958a08D4ac13Bbf2F56177C01dB9280C,", "tables[0].added[0]"),
        ('"after": "29027', '"after": "39027', "figures[0].after"),
        ('"terms": []', '"terms": [1]', "terms"),
        ('"corrects": "4"', '"corrects": "3"', "corrects"),
    ],
)
def test_what_a_correction_says_of_itself(tmp_path, old, new, place):
    site = copied(made().site, tmp_path)
    # The log is not made again: its statement names no figure of this document but through the manifest.
    changed(site / "epochs/4.1/correction.json", old, new)
    assert any(line.startswith(f"error wrong-figure epochs/4.1/correction.json: {place}: ") for line in findings(site))


def test_the_difference_of_a_holder(tmp_path):
    site = copied(made().site, tmp_path)
    table = site / "epochs/3.1/usdc/differences.csv"
    account, before, after, difference = table.read_text().splitlines()[7].split(",")
    corrected(site, "3.1", lambda folder: changed(table, f"{account},{before},{after},{difference}", f"{account},{before},{after},0"))
    line = f"error wrong-figure epochs/3.1/usdc/differences.csv: line 8, column difference: not what the inputs give: expected {difference}, found 0"
    assert line in findings(site)


@pytest.mark.parametrize("reason", ["Nothing of importance.", "\u00e9\u202e"])
def test_another_reason_than_was_logged(tmp_path, reason):
    site = copied(made().site, tmp_path)
    changed(site / "epochs/4.1/correction.json", "Epoch 3 left out a deposit.", reason)
    Forgery(site).mend_digests("4.1")
    assert any(line.startswith("error wrong-statement epochs/4.1/statement.json: corrects.reason: ") for line in findings(site))


def test_a_correction_that_replaces_what_was_paid(tmp_path):
    """The settlement decides who is paid twice: an epoch that a later one follows cannot be replaced."""
    site = copied(made().site, tmp_path)
    corrected(site, "3.1", lambda folder: changed(folder / "correction.json", '"adjustments"', '"replacement"'))
    assert ("broken-chain", "epochs/3.1/correction.json") in named(site)


@pytest.mark.parametrize("settlement", ["silence", ""])
def test_a_settlement_that_is_none(tmp_path, settlement):
    site = copied(made().site, tmp_path)
    corrected(site, "4.1", lambda folder: changed(folder / "correction.json", '"adjustments"', f'"{settlement}"'))
    assert ("malformed-document", "epochs/4.1/correction.json") in named(site)


@pytest.mark.parametrize("kind", ["dropped", "raised", "invented"])
def test_adjustments_that_are_not_those_of_the_corrections(tmp_path, kind):
    """Epoch 5 is computed from its adjustments without fault, but they are not what 3.1 and 4.1 gave."""
    site = copied(made().site, tmp_path)
    ledger = site / "epochs/5/inputs/adjustments.csv"
    rows = ledger.read_text().splitlines()
    at = next(i for i, row in enumerate(rows) if ",4.1/usdc/" in row)
    fields = rows[at].split(",")
    if kind == "dropped":
        rows.pop(at)
    elif kind == "raised":
        rows[at] = ",".join([*fields[:3], str(int(fields[3]) + 1), *fields[4:]])
    else:
        rows.append(",".join([*fields[:5], fields[5].replace("4.1/", "4.2/"), fields[6]]))
    ledger.write_text("\n".join([rows[0], *sorted(rows[1:], key=lambda row: (row.split(",")[0], row.split(",")[5].encode()))]) + "\n")
    forgery = Forgery(site)
    forgery.publish("5")
    assert named(site) == {("broken-chain", "epochs/5/inputs/epoch.json")}
    reference = fields[5].replace("4.1/", "4.2/") if kind == "invented" else fields[5]
    assert all(f": adjustment {reference}: " in line for line in findings(site)) and len(findings(site)) == 1


def test_an_epoch_that_was_published_over_a_pending_correction(tmp_path):
    """4.1 is taken out of the history: epoch 5 follows on an epoch 4 that does not follow on 3.1."""
    site = copied(made().site, tmp_path)
    shutil.rmtree(site / "epochs/4.1")
    manifest = site / "manifest.json"
    document = json.loads(manifest.read_bytes())
    document["files"] = [file for file in document["files"] if not file["path"].startswith("epochs/4.1/")]
    manifest.write_text(json.dumps(document, indent=2, ensure_ascii=False) + "\n")
    SiteLog(site).publish(order=["1", "2", "3", "4", "3.1", "5"])
    codes = named(site)
    assert ("broken-chain", "epochs/4/inputs/opening-lots.csv") in codes and ("broken-chain", "epochs/5/inputs/epoch.json") in codes


def test_a_hidden_correction(tmp_path):
    """The epoch is replaced in its place, instead of by a publication of its own."""
    site = copied(made().before, tmp_path)
    kept = (site / "log/checkpoint").read_bytes()
    staking = site / "epochs/4/inputs/staking.csv"
    rows = staking.read_text().splitlines(keepends=True)
    staking.write_text("".join(rows[:3] + rows[4:]))
    forgery = Forgery(site)
    logs = [(path, path.read_bytes()) for path in [*site.glob("log/**/*"), *site.glob("epochs/*/statement.json*")] if path.is_file()]
    forgery.publish("4")
    assert findings(site) == []
    assert findings(site, since=kept) != []
    log = SiteLog(site)
    shutil.rmtree(site / "log")
    for path, content in logs:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    log.name_files()
    assert ("wrong-statement", "epochs/4/statement.json") in named(site)


def test_a_replacement_agrees(tmp_path):
    """A correction of the last epoch whose root nobody posted: its claims take the place of the published ones."""
    books, site = tmp_path / "books", tmp_path / "site"
    signed_books(books)
    publish(books, site)
    append(books / "ledgers/staking.csv", DEPOSIT.replace("2026-09-10", "2026-10-10"))
    correct(books, site, "4", "--replace")
    assert findings(site) == []
    assert json.loads((site / "epochs/4.1/correction.json").read_bytes())["settlement"] == "replacement"
