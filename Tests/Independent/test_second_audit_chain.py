"""Blocks, receipts and their reconciliation, as templates/audit/check-site and the program's audit check them; each forger mends every digest."""

import csv
import io
import json
import subprocess
import sys
from collections import Counter

import pytest

from chain_site import NOWHERE, made
from program import run
from published import PublishedSite, recomputed
from second_audit import SCRIPT, Forgery, copied, findings, named
from test_random_books import assert_same, evidence_below

OTHER = "0x" + "12" * 32


@pytest.fixture
def forgery(tmp_path) -> Forgery:
    return Forgery(copied(made().site, tmp_path), made().key)


def report(site, name: str = "2") -> dict:
    return json.loads((site / f"epochs/{name}/report.json").read_bytes())


def write(path, document: dict) -> None:
    path.write_text(json.dumps(document, indent=2, ensure_ascii=False) + "\n")


def program_finds(site, **options) -> set[tuple[str, str]]:
    arguments = [text for key, value in options.items() for text in (f"--{key}", value)]
    audited = run("audit", site, "--json", "--quiet", *arguments)
    assert audited.returncode in (0, 1), audited.stderr
    return {(finding["code"], finding["path"]) for finding in json.loads(audited.stdout)["findings"]}


def change_receipt(site, name: str, change) -> None:
    path = site / f"epochs/{name}/inputs/receipts.csv"
    header, *rows = csv.reader(io.StringIO(path.read_text()))
    rows = change([dict(zip(header, row)) for row in rows])
    rows.sort(key=lambda row: (row["time"], row["reference"].encode()))
    path.write_text("".join(",".join(row) + "\n" for row in [header, *(row.values() for row in rows)]))


def one_more(rows: list[dict]) -> list[dict]:
    rows[1]["amount"] = str(int(rows[1]["amount"]) + 1)
    return rows


def test_what_happened_on_the_chain_agrees():
    site = made().site
    assert findings(site) == [] and run("audit", site, "--quiet").returncode == 0
    for number in (1, 2):
        said = report(site, str(number))["reconciliation"]
        assert said["policy"] == "report" and len(said["pools"]) == 1
        assert said["missing"] == [{"reference": f"{NOWHERE}:{number}", "stream": "fees", "asset": "usdc",
                                    "amount": said["missing"][0]["amount"]}]
        assert len(said["differing"]) == 2 and len(said["unexplained"]) == 1
        fees = next(row for row in said["streams"] if row["stream"] == "fees")
        assert fees["matched"]["count"] > 2
        cards = [row for row in said["streams"] if row["stream"] == "cards"]
        assert len(cards) == (number == 1) and all(row["unnamed"] == {"count": 1, "amount": "1000250000"} for row in cards)


def test_the_evidence_is_what_the_reference_gives_from_the_inputs():
    site = PublishedSite(made().site)
    for number in (1, 2):
        assert_same(number, recomputed(site.folder, number).files, evidence_below(site, number))


def test_what_is_not_checked_is_said():
    finished = subprocess.run([sys.executable, SCRIPT, made().site], capture_output=True, text=True, timeout=300)
    assert finished.returncode == 0 and finished.stdout.count("\n") == 1, finished.stdout
    assert "not checked: whether the chain has the blocks and receipts" in finished.stdout


def test_receipts_are_the_transfers_of_the_node():
    told = sum((list(csv.DictReader(io.StringIO((made().site / f"epochs/{n}/inputs/receipts.csv").read_text()))) for n in (1, 2)), [])
    with open(made().books / "ledgers/receipts.csv", newline="") as file:
        sent = Counter((f"{row['hash']}:{row['log']}", row["amount"]) for row in csv.DictReader(file))
    assert Counter((row["reference"], row["amount"]) for row in told) == sent and len(sent) > 10


CHANGES = {
    "amount": one_more,
    "left out": lambda rows: rows[:1] + rows[2:],
    "invented": lambda rows: rows + [{**rows[1], "reference": OTHER + ":0"}],
    "another transaction": lambda rows: [{**rows[0], "reference": OTHER + ":0"}, *rows[1:]],
    "of another asset": lambda rows: [{**rows[0], "asset": "dai"}, *rows[1:]],
    "of another epoch": lambda rows: [{**rows[0], "time": "2026-06-30T00:00:00Z"}, *rows[1:]],
    "upper case": lambda rows: [{**rows[0], "reference": rows[0]["reference"].upper().replace("0X", "0x")}, *rows[1:]],
    "no log": lambda rows: [{**rows[0], "reference": rows[0]["reference"].split(":")[0]}, *rows[1:]],
    "log with a zero": lambda rows: [{**rows[0], "reference": rows[0]["reference"].replace(":", ":0")}, *rows[1:]],
    "twice": lambda rows: rows + [{**rows[0], "time": "2026-07-20T00:00:00Z"}],
    "below zero": lambda rows: [{**rows[0], "amount": "-1"}, *rows[1:]],
    "sender": lambda rows: [{**rows[0], "sender": rows[0]["sender"].lower()}, *rows[1:]],
}


@pytest.mark.parametrize("name", CHANGES)
def test_a_changed_receipt_is_found(forgery, name):
    change_receipt(forgery.site, "2", CHANGES[name])
    forgery.mend_digests("2")
    forgery.sign()
    found = named(forgery.site)
    if name in ("amount", "left out", "invented", "another transaction"):
        assert {code for code, _ in found} == {"wrong-figure"} and ("wrong-figure", "epochs/2/report.json") in found
        assert any("report.json: reconciliation." in line for line in findings(forgery.site))
    else:
        assert any(path == "epochs/2/inputs/receipts.csv" for _, path in found), found
    assert any(path in ("epochs/2/report.json", "epochs/2/inputs/receipts.csv") for _, path in program_finds(forgery.site))


def test_a_changed_receipt_of_which_all_is_computed_again(forgery):
    """Only what came later, or was kept, tells."""
    kept = made().site / "log/checkpoint"
    change_receipt(forgery.site, "2", one_more)
    forgery.publish("2")
    assert named(forgery.site) == set() and {code for code, _ in program_finds(forgery.site)} == {"wrong-view"}
    assert any(code == "rewritten-history" for code, _ in named(forgery.site, since=kept.read_bytes()))
    assert any(code == "rewritten-history" for code, _ in program_finds(forgery.site, since=kept, evidence=forgery.site.parent / "evidence"))
    change_receipt(forgery.site, "1", one_more)
    forgery.publish("1")
    assert named(forgery.site) == {("broken-chain", "epochs/2/inputs/epoch.json")}
    assert ("broken-chain", "epochs/2/inputs/epoch.json") in program_finds(forgery.site)


def figures_of(value, place=()):
    if isinstance(value, (dict, list)):
        for key, member in value.items() if isinstance(value, dict) else enumerate(value):
            yield from figures_of(member, (*place, key))
    else:
        yield place


def test_every_forged_figure_of_the_reconciliation_is_found(forgery):
    path = forgery.site / "epochs/2/report.json"
    original = path.read_bytes()
    places = list(figures_of(report(forgery.site)["reconciliation"]))
    assert len(places) > 40
    for place in places:
        document = json.loads(original)
        target = document["reconciliation"]
        for key in place[:-1]:
            target = target[key]
        target[place[-1]] = target[place[-1]] + 1 if isinstance(target[place[-1]], int) else str(target[place[-1]]) + "0"
        write(path, document)
        forgery.mend_digests("2")
        text = "".join(f"[{key}]" if isinstance(key, int) else f".{key}" for key in ("reconciliation", *place))[1:]
        assert any(line.startswith(f"error wrong-figure epochs/2/report.json: {text}: ") for line in findings(forgery.site)), text
        if place[-1] in ("difference", "transaction", "sender"):
            assert ("wrong-figure", "epochs/2/report.json") in program_finds(forgery.site), text


@pytest.mark.parametrize("member", ["missing", "differing", "unexplained"])
def test_a_difference_that_is_not_told(forgery, member):
    path, document = forgery.site / "epochs/2/report.json", report(forgery.site)
    document["reconciliation"][member] = []
    write(path, document)
    forgery.mend_digests("2")
    forgery.sign()
    assert ("wrong-figure", "epochs/2/report.json") in named(forgery.site)
    assert ("wrong-figure", "epochs/2/report.json") in program_finds(forgery.site)


def test_a_reconciliation_that_is_not_told_at_all(forgery):
    document = report(forgery.site)
    del document["reconciliation"]
    write(forgery.site / "epochs/2/report.json", document)
    forgery.mend_digests("2")
    forgery.sign()
    assert ("wrong-figure", "epochs/2/report.json") in named(forgery.site)
    assert ("wrong-figure", "epochs/2/report.json") in program_finds(forgery.site)


def test_a_policy_that_would_have_refused(forgery):
    terms = forgery.terms("2")
    terms["reconciliation"]["policy"] = "refuse"
    forgery.write_terms("2", terms)
    forgery.mend_digests("2")
    forgery.sign()
    assert ("inconsistent-inputs", "epochs/2/inputs/epoch.json") in named(forgery.site)
    assert {path for _, path in program_finds(forgery.site)} & {"epochs/2/inputs/epoch.json", "epochs/2/inputs/receipts.csv", "epochs/2/report.json"}


@pytest.mark.parametrize("change", ["pool", "asset", "none", "policy", "order"])
def test_pools_that_cannot_be(forgery, change):
    terms = forgery.terms("2")
    pools = terms["reconciliation"]["pools"]
    if change == "pool":
        pools.append(pools[0])
    elif change == "asset":
        pools[0]["asset"] = "dai"
    elif change == "none":
        pools.clear()
    elif change == "policy":
        terms["reconciliation"]["policy"] = "ignore"
    else:
        pools.append({"asset": "usdc", "account": "0x" + "00" * 19 + "01"})
    forgery.write_terms("2", terms)
    forgery.mend_digests("2")
    forgery.sign()
    assert any(path == "epochs/2/inputs/epoch.json" for _, path in named(forgery.site))
    assert any(path.startswith("epochs/2/inputs") for _, path in program_finds(forgery.site))


# The block that the chain was read up to: in the inputs, the report and the statement.


@pytest.mark.parametrize("member", ["number", "hash"])
@pytest.mark.parametrize("where", ["inputs", "report", "statement", "inputs and report"])
def test_a_changed_block_is_found(forgery, member, where):
    other = {"number": "7", "hash": OTHER}[member]
    for file, is_changed in (("inputs/epoch.json", "inputs" in where), ("report.json", "report" in where)):
        path = forgery.site / "epochs/2" / file
        document = json.loads(path.read_bytes())
        document["block"][member] = other if is_changed else document["block"][member]
        write(path, document)
    forgery.mend_digests("2")
    if where == "statement":
        honest = report(forgery.site)
        lying = {**honest, "block": {**honest["block"], member: other}}
        write(forgery.site / "epochs/2/report.json", lying)
        forgery.sign()
        write(forgery.site / "epochs/2/report.json", honest)
        expected = ("wrong-statement", "epochs/2/statement.json")
        assert any(f"statement.json: block.{member}: " in line for line in findings(forgery.site))
    elif where == "inputs and report":  # with the statement of before
        expected = ("wrong-statement", "epochs/2/statement.json")
    else:
        forgery.sign()
        expected = ("wrong-figure", "epochs/2/report.json")
        assert any(f"report.json: block.{member}: " in line for line in findings(forgery.site))
    assert expected in named(forgery.site)
    assert expected in program_finds(forgery.site)


@pytest.mark.parametrize("change", ["gone", "number", "hash", "more"])
def test_a_block_that_is_none(forgery, change):
    terms = forgery.terms("2")
    if change == "gone":
        del terms["block"]
    elif change == "number":
        terms["block"]["number"] = "0" + terms["block"]["number"]
    elif change == "hash":
        terms["block"]["hash"] = terms["block"]["hash"].upper().replace("0X", "0x")
    else:
        terms["block"]["time"] = "1"
    forgery.write_terms("2", terms)
    forgery.mend_digests("2")
    forgery.sign()
    path = "epochs/2/report.json" if change == "gone" else "epochs/2/inputs/epoch.json"
    assert any(where == path for _, where in named(forgery.site))
    assert any(where == path for _, where in program_finds(forgery.site)), program_finds(forgery.site)
