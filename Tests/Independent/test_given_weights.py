"""Weights that an engine has added up (`ledgers.weights`): the same money as by stake events, the same bytes by the reference, and
an audit that computes them again for a sample of accounts.

GIVEN_BOOKS  how many seeds of random books (12)
"""

import csv
import hashlib
import json
import os
import re
from random import Random

import pytest
from Crypto.Hash import keccak

import test_datapackage
import test_schemas
from books import Books
from engine_figures import published_weights
from given_books import all_events, give_weights, given_opur, write_rows
from program import copy, publish, run
from published import PublishedSite, recomputed
from random_books import random_scenario
from random_folder import write_books
from second_audit import findings
from test_random_books import assert_same, evidence_below

SEEDS = range(int(os.environ.get("GIVEN_BOOKS", "12")))
SEED = "0x" + hashlib.sha256(b"a later block").hexdigest()


@pytest.fixture(scope="module")
def opur(tmp_path_factory):
    """The example with given weights: books and site, and both as they were."""
    folder = tmp_path_factory.mktemp("given")
    given_opur(folder)
    return folder


def documents(site, epoch, *left_out):
    files = evidence_below(PublishedSite(site), epoch)
    return {path: data for path, data in files.items() if not path.startswith(left_out)}


def test_same_money(opur):
    """Holders, claims, trees and every figure but those of stake are what the events give."""
    left_out = ("inputs/staking", "inputs/opening-lots", "inputs/weights", "inputs/epoch", "manifest", "report", "usdc/claims/")
    before, after = (documents(opur / site, 4, *left_out) for site in ("site-before", "site"))
    assert before == after and len(after) > 5
    old, new = (json.loads((opur / site / "epochs/4/report.json").read_bytes()) for site in ("site-before", "site"))
    assert {key for key in old if old[key] != new[key]} == {"stake", "openingLots", "closingLots"}
    assert new["openingLots"] is new["closingLots"] is new["stake"]["opening"] is new["stake"]["closing"] is None
    assert new["stake"]["eventCount"] is None
    assert {key for key in old["stake"] if old["stake"][key] != new["stake"][key]} == {"eventCount", "opening", "closing"}
    for path in sorted((opur / "site/epochs/4/usdc/claims").rglob("*.json")):
        document = json.loads(path.read_bytes())
        same = json.loads((opur / "site-before" / path.relative_to(opur / "site")).read_bytes())
        assert all(holder.pop("pieces") is None for holder in document["holders"])
        assert all(isinstance(holder.pop("pieces"), list) for holder in same["holders"])
        assert document == same


def test_the_statement_holds_the_digest(opur):
    statement = json.loads((opur / "site/epochs/4/statement.json").read_bytes())
    assert statement["weights"] == hashlib.sha256((opur / "site/epochs/4/inputs/weights.csv").read_bytes()).hexdigest()
    assert "weights" not in json.loads((opur / "site/epochs/3/statement.json").read_bytes())
    names = {path.name for path in (opur / "site/epochs/4/inputs").iterdir()}
    assert "weights.csv" in names and not names & {"staking.csv", "opening-lots.csv"}


def test_both_audits_say_what_they_did_not_check(opur):
    audit = run("audit", opur / "site", "--books", opur / "books", "--quiet")
    assert audit.returncode == 0, audit.stdout
    assert "note given-weights epochs/4/inputs/weights.csv" in audit.stdout
    assert findings(opur / "site") == []


def test_audit_from_events(opur):
    """The events of the first three epochs stand on the site; those of the fourth are the auditor's own."""
    events = opur / "site-before/epochs/4/inputs/staking.csv"
    audit = sample(opur / "site", [events])
    assert audit.returncode == 0, audit.stdout + audit.stderr
    accounts = re.search(r"Epoch 4: the given weights of (\d+) accounts were computed again", audit.stdout)
    assert int(accounts[1]) > 50
    # With those of before too, which are passed over but for their accounts, and of one epoch alone.
    again = sample(opur / "site", all_events(opur / "site-before"), "--epoch", 4)
    assert again.returncode == 0 and "wrong-weight" not in again.stdout, again.stdout + again.stderr
    assert "the given weights of 69 accounts were computed again" in again.stdout


def sample(site, events, *more, seed=SEED):
    files = [part for path in events for part in ("--events", path)]
    return run("audit", site, "--quiet", *files, "--seed", seed, *more)


@pytest.mark.parametrize("fraud", ("more", "invented", "left out", "another step"))
def test_a_wrong_weight_is_found(opur, fraud, tmp_path):
    """A publisher who gives other weights agrees with all that he publishes, but not with the events."""
    copy(opur / "books", tmp_path / "books")
    path = tmp_path / "books/ledgers/weights-4.csv"
    rows = [tuple(row) for row in csv.reader(path.read_text().splitlines())][1:]
    account, step, amount = rows[7]
    if fraud == "more":
        rows[7] = (account, step, str(int(amount) + 1))
    elif fraud == "invented":
        account, step = "0x" + "77" * 20, "0"
        rows.append((account, step, "5"))
    elif fraud == "left out":
        rows.pop(7)
    else:
        rows[7] = (account, str((int(step) + 1) % 3), amount)
        rows = [row for k, row in enumerate(rows) if k == 7 or row[:2] != rows[7][:2]]
    write_rows(path, rows)
    publish(tmp_path / "books", tmp_path / "site")
    assert run("audit", tmp_path / "site", "--quiet").returncode == 0 and findings(tmp_path / "site") == []
    audit = sample(tmp_path / "site", [opur / "site-before/epochs/4/inputs/staking.csv"])
    wrong = [line for line in audit.stdout.splitlines() if line.startswith("error ")]
    assert audit.returncode == 1 and wrong, audit.stdout + audit.stderr
    assert all(line.startswith("error wrong-weight epochs/4/inputs/weights.csv: 0x") for line in wrong)
    assert account in "".join(wrong).lower() and len(wrong) == (2 if fraud == "another step" else 1)


def test_the_seed_chooses(opur, tmp_path):
    """One account by keccak-256 of seed and account, of all with a row, an event or a lot, and the largest: what is wrong of another is not seen."""
    inputs, events = opur / "site-before/epochs/4/inputs", opur / "site-before/epochs/4/inputs/staking.csv"
    rows = [tuple(row) for row in csv.reader((opur / "books/ledgers/weights-4.csv").read_text().splitlines())][1:]
    weights = published_weights(opur / "site", 4)
    known = {row[0] for row in rows}
    for table in ("staking", "opening-lots"):
        with open(inputs / f"{table}.csv", encoding="utf-8") as file:
            known |= {row["account"].lower() for row in csv.DictReader(file)}
    largest = max(weights, key=lambda account: (weights[account], account))
    chosen = lambda seed: min(known, key=lambda account: keccak.new(digest_bits=256, data=seed.encode() + bytes.fromhex(account[2:])).digest())
    seeds = [seed for seed in map(str, range(100)) if chosen(seed) in weights and chosen(seed) != largest][:2]
    assert chosen(seeds[0]) != chosen(seeds[1])
    copy(opur / "books", tmp_path / "books")
    place = next(k for k, row in enumerate(rows) if row[0] == chosen(seeds[0]))
    rows[place] = (*rows[place][:2], str(int(rows[place][2]) + 1))
    write_rows(tmp_path / "books/ledgers/weights-4.csv", rows)
    publish(tmp_path / "books", tmp_path / "site")
    found = [sample(tmp_path / "site", [events], "--sample", 1, seed=seed) for seed in (seeds[0], seeds[0], seeds[1])]
    assert [audit.returncode for audit in found] == [1, 1, 0], found
    assert found[0].stdout == found[1].stdout and chosen(seeds[0]) in found[0].stdout.lower()
    assert all("Epoch 4: the given weights of 2 accounts were computed again." in audit.stdout for audit in found)


def test_events_that_are_not_all(opur, tmp_path):
    events = opur / "site-before/epochs/4/inputs/staking.csv"
    lines = events.read_text().splitlines(keepends=True)
    (tmp_path / "twice.csv").write_text("".join(lines + lines[3:4]))
    twice = sample(opur / "site", [tmp_path / "twice.csv"])
    assert twice.returncode == 65 and "stands in them twice" in twice.stderr
    (tmp_path / "broken.csv").write_text("".join(lines[:4] + ["2026-10-40T00:00:00Z,1,stake," + "x,1,r\n", "a,b\n"] + lines[4:]))
    broken = sample(opur / "site", [tmp_path / "broken.csv"])
    assert broken.returncode == 65
    assert "broken.csv: line 5, column account" in broken.stderr and "broken.csv: line 6" in broken.stderr
    missing = sample(opur / "site", [tmp_path / "none.csv"])
    assert missing.returncode == 66 and "none.csv" in missing.stderr
    assert run("audit", opur / "site", "--events", events).returncode == 64


def test_prove_explains_by_steps(opur):
    account = next(csv.DictReader(open(opur / "site/epochs/4/usdc/holders.csv", encoding="utf-8")))["account"]
    plain = run("prove", account, "--site", opur / "site", "--epoch", 4)
    assert plain.returncode == 0, plain.stderr
    explained = run("prove", account, "--site", opur / "site", "--epoch", 4, "--explain")
    assert explained.returncode == 0 and re.search(r"step \d: \d+ base units x seconds, counted [\d.]+x", explained.stdout), explained.stdout


def refused(folder, change, rows=None, status=65):
    """What the program says of books in which something is changed."""
    books = folder / "books"
    path = books / "revshare.yaml"
    text = path.read_text()
    assert change(text) != text or rows is not None
    path.write_text(change(text))
    if rows is not None:
        (books / "ledgers/weights-4.csv").write_text(rows)
    check = run("check", "--books", books)
    assert check.returncode == status, check.stdout + check.stderr
    return check.stderr


A, B = "0x" + "a1" * 20, "0x" + "b2" * 20


def test_every_wrong_row_is_told(opur, tmp_path):
    copy(opur / "books", tmp_path / "books")
    excluded = "0xeA23489e139e0b1F9E58828968E859CD228e7dE1"
    said = refused(tmp_path, lambda text: text, "account,step,amount_seconds\n" + "".join((
        f"{A},0,5\n", f"{A},3,5\n", f"{A},x,5\n", f"{B},1,0\n", f"{B},1,1.5\n", f"{B},1,1e18\n", f"{excluded},0,5\n", f"{B},2,7\n",
        f"{A},0,6\n", "0x12,0,5\n", f"{A},1\n", f"{B},0,{2**256}\n")))
    for line, words in ((3, "column step: the multiplier of epoch 4 has the steps 0 to 2"), (4, "column step: expected the number"),
                        (5, "column amount_seconds: a row of nothing"), (6, "column amount_seconds: expected base units x seconds"),
                        (7, "column amount_seconds: expected"), (8, "is excluded in epoch 4"),
                        (10, "has step 0 in line 2 too"), (11, "column account"), (12, ""), (13, "below 2^256")):
        assert re.search(rf"^ledgers/weights-4\.csv:{line}: .*{re.escape(words)}", said, re.MULTILINE), (line, said)
    assert not re.search(r":(2|9): ", said)


@pytest.mark.parametrize("header", ("account,step,amount\n", "step,account,amount_seconds\n", ""))
def test_another_header_is_refused(opur, header, tmp_path):
    copy(opur / "books", tmp_path / "books")
    assert "ledgers/weights-4.csv:1" in refused(tmp_path, lambda text: text, header)


def test_settings_that_do_not_fit(opur, tmp_path):
    item = "- { epoch: 4, file: ledgers/weights-4.csv }"
    for name, change, words in (
        ("gone", lambda t: t.replace(item, "- { epoch: 9, file: ledgers/weights-4.csv }"), "there is no epoch 9"),
        ("twice", lambda t: t.replace(item, item + "\n    " + item), "epoch 4 stands here twice"),
        ("ruleset 1", lambda t: t.replace(item, item + "\n    - { epoch: 3, file: ledgers/weights-3.csv }"), "is under ruleset 1"),
        ("later", lambda t: t.replace("end: 2026-12-01T00:00:00Z, closed: false", "end: 2026-12-01T00:00:00Z, closed: true"),
         "give those of epoch 5 too"),
        ("no file", lambda t: t.replace(item, "- { epoch: 4 }"), "file"),
    ):
        copy(opur / "books", tmp_path / name / "books")
        assert words in refused(tmp_path / name, change), name
    copy(opur / "books", tmp_path / "absent" / "books")
    absent = refused(tmp_path / "absent", lambda t: t.replace(item, "- { epoch: 4, file: ledgers/none.csv }"), status=66)
    assert "ledgers/none.csv: no such file" in absent


def test_an_open_epoch_after_it_cannot_be_computed(opur):
    open_epoch = run("compute", "--books", opur / "books", "--epoch", 5)
    assert open_epoch.returncode == 65 and "give the weights of this one too" in open_epoch.stderr


def test_what_if(opur, tmp_path):
    """Other factors and more exclusions can be compared; other ages, and an exclusion less, cannot."""
    account = next(csv.DictReader(open(opur / "site/epochs/4/usdc/holders.csv", encoding="utf-8")))["account"]
    treasury = "0xeA23489e139e0b1F9E58828968E859CD228e7dE1"
    for text, words in (
        ("stakerShare: 60%\n", "60%"),
        ("weighting: { steps: [{ age: 90 days, factor: 2 }, { age: 180 days, factor: 3 }], withdrawals: newest }\n", "2x from 90 days"),
        (f"exclusions: [{{ account: '{treasury}', reason: A }}, {{ account: '{account}', reason: B }}]\n", "Exclusions"),
        ("weighting: { steps: [{ age: 80 days, factor: 2 }], withdrawals: newest }\n", None),
        ("weighting: { steps: [{ age: 90 days, factor: 2 }, { age: 180 days, factor: 3 }], withdrawals: oldest }\n", None),
        ("exclusions: []\n", None),
    ):
        (tmp_path / "what-if.yaml").write_text(text)
        compared = [run("compute", "--books", opur / name, "--epoch", 4, "--what-if", tmp_path / "what-if.yaml", "--json")
                    for name in ("before", "books")]
        if words:
            assert compared[0].returncode == 0 and compared[0].stdout == compared[1].stdout, compared[1].stderr
        else:
            assert compared[1].returncode == 65 and "weights of this epoch are given" in compared[1].stderr


def test_a_correction_of_weights(opur, tmp_path):
    """Weights that were wrong are corrected as anything else is; both audits agree."""
    copy(opur / "books", tmp_path / "books")
    publish(tmp_path / "books", tmp_path / "site", key=list)
    path = tmp_path / "books/ledgers/weights-4.csv"
    rows = [tuple(row) for row in csv.reader(path.read_text().splitlines())][1:]
    rows[3] = (*rows[3][:2], str(int(rows[3][2]) * 2))
    write_rows(path, rows)
    contradicting = run("audit", tmp_path / "site", "--books", tmp_path / "books", "--quiet")
    assert contradicting.returncode == 1 and "other-books" in contradicting.stdout
    correct = run("correct", "--books", tmp_path / "books", "--site", tmp_path / "site", "--epoch", 4, "--reason", "Not doubled",
                  "--quiet")
    assert correct.returncode == 0, correct.stderr
    document = json.loads((tmp_path / "site/epochs/4.1/correction.json").read_bytes())
    changed = json.dumps(document)
    assert "inputs/weights.csv" in changed and rows[3][2] in changed
    audit = run("audit", tmp_path / "site", "--books", tmp_path / "books", "--quiet")
    assert audit.returncode == 0, audit.stdout
    assert findings(tmp_path / "site") == []
    # The correction holds, and it is what is compared with the events.
    wrong = sample(tmp_path / "site", [opur / "site-before/epochs/4/inputs/staking.csv"])
    assert [line.split(":")[0] for line in wrong.stdout.splitlines() if line.startswith("error ")] == [
        "error wrong-weight epochs/4.1/inputs/weights.csv"]


@pytest.mark.parametrize("seed", SEEDS)
def test_random_books(seed, tmp_path, tally):
    """The reference from the books, the second audit from the inputs, byte for byte; the money is that of the events; all agrees with them."""
    books = write_books(random_scenario(seed), tmp_path / "books")
    publish(books, tmp_path / "site")
    first = give_weights(books, tmp_path / "site", tmp_path / "given", Random(seed))
    if first is None:
        pytest.skip("the last epoch is of ruleset 1, or grows")
    publish(tmp_path / "given", tmp_path / "given-site")
    site, before = PublishedSite(tmp_path / "given-site"), None
    events = [tmp_path / f"site/epochs/{n}/inputs/staking.csv" for n in site.epochs if n >= first]
    for evidence in Books(tmp_path / "given").epochs():
        number = evidence.inputs.number
        assert_same(number, evidence.files(), evidence_below(site, number))
        assert_same(number, recomputed(site.folder, number).files, evidence.files())
        if number >= first:
            same = {path: data for path, data in evidence_below(PublishedSite(tmp_path / "site"), number).items()
                    if path.endswith(("holders.csv", "claims.csv"))}
            assert same == {path: data for path, data in evidence.files().items() if path in same}
            tally["given weights"] += len(evidence.inputs.sums)
    audit = sample(site.folder, events)
    has_lots = first > site.epochs[0] or not (tmp_path / "site/epochs" / str(first) / "inputs/opening-lots.csv").read_text().count("\n") > 1
    if has_lots:
        assert audit.returncode == 0, audit.stdout + audit.stderr
    assert findings(site.folder) == []


def test_every_document_and_table_is_valid(opur):
    site = PublishedSite(opur / "site")
    assert {"revshare-inputs-v2", "revshare-report-v2", "revshare-statement-v1", "revshare-claims-v2"} < test_schemas.documents_of(site)
    test_schemas.test_every_table_has_its_columns(site)
    test_schemas.test_documents_hold_with_formats_for_rules(site)
    test_datapackage.test_the_package_is_valid(site)
    package = json.loads((opur / "site/datapackage.json").read_bytes())
    assert [r["schema"] for r in package["resources"] if r["path"].endswith("weights.csv")] == ["schemas/weights.table.json"]


def test_the_query_of_a_later_epoch_says_where_events_are(opur, tmp_path):
    """Those of the first three are published, those of the fourth are not."""
    for dialect in ("duckdb", "postgres", "spark"):
        printed = run("sql", "--dialect", dialect, "--epoch", 4, "--books", opur / "books")
        assert printed.returncode == 0 and "for every N from 1 to 3), those from epoch 4 on from where you have them." in printed.stdout
    copy(opur / "books", tmp_path / "books")
    path = tmp_path / "books/governance.yaml"
    text = path.read_text()
    assert "withdrawals: newest" in text
    path.write_text(text.replace("withdrawals: newest", "withdrawals: oldest"))
    refused = run("sql", "--dialect", "duckdb", "--epoch", 4, "--books", tmp_path / "books")
    assert refused.returncode == 64 and "in epoch 4 the order of withdrawals changed" in refused.stderr
