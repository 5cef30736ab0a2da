"""Private columns: the same figures, nothing told, and everything that is revealed can be checked.

PRIVATE_BOOKS  how many seeds; left out: 12
"""

import csv
import hashlib
import hmac
import io
import json
import os
import re
from pathlib import Path
from random import Random

import pytest
from jsonschema import Draft202012Validator

from books import Books
from commitments import commitment, salt
from comparison import first_difference
from program import BESIDE_EVIDENCE, ROOT, TINY, copy, files, publish, run, signing
from published import PublishedSite
from random_books import random_scenario
from random_folder import write_books

SEEDS = range(int(os.environ.get("PRIVATE_BOOKS", "12")))
COLUMNS = {"revenue": ("reference", "note"), "rates": ("source",), "returned": ("reference", "note"),
           "adjustments": ("reference", "note"), "staking": ("reference",)}
SCHEMA = Draft202012Validator(json.loads((ROOT / "docs" / "schemas" / "revshare-disclosure-v1.schema.json").read_text()))
WRITTEN = re.compile(r"sha256:[0-9a-f]{64}")


def hide(books: Path, rng: Random, chance: float, kept: set[str] = frozenset()) -> dict[str, set[str]]:
    """Marks columns private; the hidden texts of each column, as they stand in the ledgers."""
    settings = json.loads((books / "revshare.yaml").read_text())
    settings["privacy"] = {"secret": "keys/private.key"}
    (books / "keys").mkdir()
    (books / "keys" / "private.key").write_text(rng.randbytes(32).hex() + "\n")
    (books / "keys" / "private.key").chmod(0o600)
    hidden: dict[str, set[str]] = {}
    for table, columns in COLUMNS.items():
        for mapping in settings["ledgers"].get(table, []):
            with (books / mapping["file"]).open(newline="", encoding="utf-8") as file:
                rows = list(csv.DictReader(file))
            for column in columns:
                if "column" not in mapping.get(column, {}) or f"{table}.{column}" in kept or rng.random() > chance:
                    continue
                mapping[column]["private"] = True
                hidden.setdefault(f"{table}.{column}", set()).update(row[mapping[column]["column"]] for row in rows)
    (books / "revshare.yaml").write_text(json.dumps(settings))
    return hidden


def cells(data: bytes, column: str) -> list[str]:
    return [row[column] for row in csv.DictReader(io.StringIO(data.decode(), newline=""))]


def takes_back_at_once(scenario) -> bool:
    """Whether an entry is taken back at its own second, where the published references say which comes first."""
    times = {entry.reference: entry.time for entry in scenario.entries}
    return any(times.get(entry.refunds) == entry.time for entry in scenario.entries)


@pytest.mark.parametrize("seed", SEEDS, ids=lambda seed: f"seed{seed}")
def test_random_books_with_private_columns(seed, tmp_path, tally):
    scenario, rng = random_scenario(seed), Random(f"private {seed}")
    scenario.policy = "report"  # a private reference names no transaction that could be received
    public = write_books(scenario, tmp_path / "public")
    private = write_books(scenario, tmp_path / "private")
    hidden = hide(private, rng, rng.choice((0.5, 1)), {"revenue.reference"} if takes_back_at_once(scenario) else set())
    open_site, site = publish_both(public, private, tmp_path)
    assert_same_figures(open_site, site)
    for evidence in Books(private).epochs():
        number = evidence.inputs.number
        for name, data in evidence.inputs.files().items():
            assert not first_difference(name, data, site.get(f"epochs/{number}/inputs/{name}"))
    assert run("audit", tmp_path / "site", "--quiet").returncode == 0
    count = 0
    for path, data in site.items():
        table = path.rpartition("/")[2].removesuffix(".csv")
        for column in COLUMNS.get(table, ()) if "/inputs/" in path else ():
            shown = cells(data, column)
            count += sum(bool(WRITTEN.fullmatch(cell)) for cell in shown)
            if f"{table}.{column}" in hidden and all(m.get(column, {}).get("private") for m in mappings(private, table)):
                assert all(WRITTEN.fullmatch(cell) for cell in shown), path
    tally.update({"private values": count})
    assert revealed(private, tmp_path / "site", PublishedSite(tmp_path / "site").epochs) == count
    # The order of rows means nothing here either.
    again = write_books(scenario, tmp_path / "again", shuffle=Random(seed))
    (again / "revshare.yaml").write_text((private / "revshare.yaml").read_text())
    (private / "keys").rename(again / "keys")
    publish(again, tmp_path / "shuffled")
    assert files(tmp_path / "shuffled") == site


def mappings(books: Path, table: str) -> list[dict]:
    return json.loads((books / "revshare.yaml").read_text())["ledgers"].get(table, [])


def publish_both(public: Path, private: Path, folder: Path) -> tuple[dict[str, bytes], dict[str, bytes]]:
    publish(public, folder / "open")
    publish(private, folder / "site")
    return files(folder / "open"), files(folder / "site")


def assert_same_figures(left: dict[str, bytes], right: dict[str, bytes]) -> None:
    """All evidence is the same but the tables with private columns, and what binds them by digest."""
    texts = {f"inputs/{table}.csv" for table in COLUMNS}
    evidence = [path for path in left if path.startswith("epochs/") and not path.endswith(BESIDE_EVIDENCE)]
    assert left.keys() == right.keys()
    for path in evidence:
        inside = path.split("/", 2)[2]
        if inside == "manifest.json":
            continue
        if inside == "report.json":
            # Receipts are compared with references that anybody can read.
            one, other = ({**json.loads(site[path]), "reconciliation": None} for site in (left, right))
            assert one == other, path
            continue
        if inside == "inputs/epoch.json":
            one, other = json.loads(left[path]), json.loads(right[path])
            for document in (one, other):
                document["previous"] = document["previous"] and {**document["previous"], "manifest": None}
            assert one == other, path
        elif inside in texts:
            table = inside.removeprefix("inputs/").removesuffix(".csv")
            dropped = set(COLUMNS[table]) | {"refunds"}
            assert sorted(figures_of(left[path], dropped)) == sorted(figures_of(right[path], dropped)), path
        else:
            assert left[path] == right[path], path


def figures_of(data: bytes, dropped: set[str]) -> list[list[str]]:
    rows = csv.DictReader(io.StringIO(data.decode(), newline=""))
    return [[text for name, text in row.items() if name not in dropped] for row in rows]


def revealed(books: Path, site: Path, epochs: list[int]) -> int:
    """How many values the program reveals, each compared with the site by hashlib alone, and by the program."""
    count = 0
    for number in epochs:
        finished = run("reveal", "--books", books, "--site", site, "--epoch", number)
        if finished.returncode == 66:
            continue
        assert finished.returncode == 0 and finished.stderr == "", finished.stderr
        document = json.loads(finished.stdout)
        SCHEMA.validate(document)
        assert list(document) == ["format", "values"] and document["format"] == "revshare-disclosure-v1"
        for value in document["values"]:
            assert value["epoch"] == number
            data = (site / f"epochs/{number}/inputs/{value['table']}.csv").read_bytes()
            text = value["value"].encode()
            message = bytes.fromhex(value["salt"]) + len(text).to_bytes(8, "big") + text
            assert value["commitment"] == "sha256:" + hashlib.sha256(message).hexdigest()
            assert cells(data, value["column"]).count(value["commitment"]) == 1
            count += 1
        kept = site.parent / f"disclosure-{number}.json"
        kept.write_text(finished.stdout)
        verified = run("verify", kept, "--site", site)
        assert verified.returncode == 0, verified.stdout
    return count


@pytest.fixture
def tiny(tmp_path):
    """Books with private references and notes, a known secret, and their site."""
    books = copy(TINY, tmp_path / "books")
    text = (books / "revshare.yaml").read_text()
    text = text.replace("reference: { column: reference }", "reference: { column: reference, private: true }")
    text = text.replace("note: { column: note }", "note: { column: note, private: true }")
    (books / "revshare.yaml").write_text(text + "privacy: { secret: private.key }\n")
    (books / "private.key").write_text("000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f\n")
    (books / "private.key").chmod(0o600)
    publish(books, tmp_path / "site")
    return books, tmp_path / "site"


def test_nothing_private_is_in_the_site(tiny):
    books, site = tiny
    text = b"".join(files(site).values())
    for private in (b"INV-", b"CN-1", b"S-1", b"Sponsor", b"0001020304050607"):
        assert private not in text
    for number in (1, 2):
        for table, columns in (("revenue", ("reference", "note")), ("staking", ("reference",))):
            data = (site / f"epochs/{number}/inputs/{table}.csv").read_bytes()
            for column in columns:
                # An empty note looks like any other.
                assert all(WRITTEN.fullmatch(cell) for cell in cells(data, column)) and len(set(cells(data, column))) > 2


def test_worked_example_of_the_specification(tiny):
    """The example in section 11, computed here without anything of ours but the text."""
    specification = (ROOT / "docs" / "specification.md").read_text()
    secret = bytes(range(32))
    fields = (b"revshare-commitment-v1", b"revenue", b"INV-3", b"note")
    message = b"".join(len(field).to_bytes(8, "big") + field for field in fields)
    digest = hmac.new(secret, message, hashlib.sha256).digest()
    shown = "sha256:" + hashlib.sha256(digest + (7).to_bytes(8, "big") + b"Sponsor").hexdigest()
    assert digest == salt(secret, "revenue", "INV-3", "note") and shown == commitment(digest, "Sponsor")
    assert digest.hex() in specification and shown in specification
    assert shown in cells((tiny[1] / "epochs/1/inputs/revenue.csv").read_bytes(), "note")


def test_one_row_is_revealed_and_no_other(tiny, tmp_path):
    books, site = tiny
    finished = run("reveal", "--books", books, "--site", site, "--table", "revenue", "--reference", "INV-3")
    document = json.loads(finished.stdout)
    assert [(value["epoch"], value["column"], value["value"]) for value in document["values"]] == [
        (1, "reference", "INV-3"), (1, "note", "Sponsor")]
    finished = run("reveal", "--books", books, "--site", site, "--table", "revenue", "--reference", "INV-3", "--column", "note")
    assert [value["value"] for value in json.loads(finished.stdout)["values"]] == ["Sponsor"]
    assert "INV-3" not in finished.stdout
    for arguments in (["--table", "revenue", "--reference", "INV-9"], ["--table", "staking", "--reference", "INV-3"]):
        assert run("reveal", "--books", books, "--site", site, *arguments).returncode == 66


@pytest.mark.parametrize(("member", "changed", "status", "said"), [
    ("value", "Sponsors", 1, "give another commitment"),
    ("value", "", 1, "give another commitment"),
    ("salt", "00" * 32, 1, "give another commitment"),
    ("commitment", "sha256:" + "00" * 32, 1, "give another commitment"),
    ("epoch", 2, 1, "no row of the table"),
    ("epoch", 7, 1, "no such epoch"),
    ("table", "returned", 1, "no row of the table"),
    ("column", "reference", 1, "no row of the table"),
    ("column", "amount", 65, "expected one of reference, note"),
    ("table", "epochs", 65, "expected one of revenue"),
    ("salt", "00" * 31, 65, "64 lower-case"),
    ("salt", "AB" * 32, 65, "64 lower-case"),
    ("commitment", "sha256:" + "00" * 31, 65, "64 lower-case"),
    ("commitment", "sha512:" + "00" * 32, 65, "64 lower-case"),
    ("epoch", -1, 65, "whole number"),
    ("value", None, 65, "expected a text"),
    ("row", 5, 65, "unknown member row"),
])
def test_what_was_not_published_is_not_verified(tiny, tmp_path, member, changed, status, said):
    books, site = tiny
    finished = run("reveal", "--books", books, "--site", site, "--table", "revenue", "--reference", "INV-3", "--column", "note")
    document = json.loads(finished.stdout)
    document["values"][0][member] = changed
    (tmp_path / "changed.json").write_text(json.dumps(document))
    finished = run("verify", tmp_path / "changed.json", "--site", site)
    assert finished.returncode == status, finished.stdout
    assert said in finished.stdout


def test_value_that_stands_in_a_correction_alone(tmp_path):
    books, site = copy(TINY, tmp_path / "books"), tmp_path / "site"
    settings = (books / "revshare.yaml").read_text().replace("ruleset: 1", "ruleset: 2")
    settings = settings.replace("note: { column: note }", "note: { column: note, private: true }")
    (books / "revshare.yaml").write_text(settings + "privacy: { secret: private.key }\n")
    (books / "private.key").write_text("5a" * 32 + "\n")
    (books / "private.key").chmod(0o600)
    publish(books, site)
    assert verified(books, site, "INV-3", tmp_path / "first.json") == ['epochs/1/inputs/revenue.csv:5: note is "Sponsor"']
    ledger = books / "ledgers" / "revenue.csv"
    ledger.write_text(ledger.read_text().replace("ads,10000,INV-3,Sponsor", "ads,11000,INV-3,Patron"))
    finished = run("correct", "--books", books, "--site", site, "--epoch", 1, "--reason", "Too low", "--quiet", *signing())
    assert finished.returncode == 0, finished.stderr
    # What was changed stands in the correction alone, what was not in both; what was opened before stays true.
    assert verified(books, site, "INV-3", tmp_path / "second.json") == ['epochs/1.1/inputs/revenue.csv:5: note is "Patron"']
    assert verified(books, site, "CN-1", tmp_path / "third.json") == [
        f'epochs/{name}/inputs/revenue.csv:4: note is "Refund of a part of INV-2"' for name in ("1", "1.1")]
    first = run("verify", tmp_path / "first.json", "--site", site)
    assert first.returncode == 0 and 'epochs/1/inputs/revenue.csv:5: note is "Sponsor"' in first.stdout
    # Of an epoch every value is opened once: those of the correction after those of the epoch.
    finished = run("reveal", "--books", books, "--site", site, "--epoch", 1)
    assert [value["value"] for value in json.loads(finished.stdout)["values"]] == ["", "", "Refund of a part of INV-2", "Patron"]
    assert "epoch 1 has 1 more commitments" in finished.stderr
    document = json.loads((tmp_path / "second.json").read_text())
    document["values"][0]["epoch"] = 2
    (tmp_path / "second.json").write_text(json.dumps(document))
    other = run("verify", tmp_path / "second.json", "--site", site)
    assert other.returncode == 1 and "epochs/2/inputs/revenue.csv: note sha256:" in other.stdout


def verified(books: Path, site: Path, reference: str, kept: Path) -> list[str]:
    """Opens the note of an entry; the lines in which the program finds it."""
    finished = run("reveal", "--books", books, "--site", site, "--table", "revenue", "--reference", reference)
    assert finished.returncode == 0 and finished.stderr == "", finished.stderr
    SCHEMA.validate(json.loads(finished.stdout))
    kept.write_text(finished.stdout)
    finished = run("verify", kept, "--site", site)
    assert finished.returncode == 0, finished.stdout
    prefix = f"{kept}: note: "
    return [line.removeprefix(prefix) for line in finished.stdout.splitlines() if line.startswith(prefix) and "note is" in line]


def test_length_is_bound(tiny, tmp_path):
    """A byte cannot move from the salt's end to the value: the length stands between them."""
    assert commitment(bytes(32), "ab") != commitment(bytes(31) + b"a", "b")
    with_length = hashlib.sha256(bytes(32) + (2).to_bytes(8, "big") + b"ab").hexdigest()
    assert commitment(bytes(32), "ab") == f"sha256:{with_length}"


def test_another_secret_reveals_nothing(tiny):
    books, site = tiny
    (books / "private.key").write_text("ff" * 32 + "\n")
    finished = run("reveal", "--books", books, "--site", site, "--epoch", "1")
    assert finished.returncode == 66 and "another secret" in finished.stderr
    finished = run("publish", "--books", books, "--site", site, "--all")
    assert finished.returncode == 2
    assert "ffffffff" not in finished.stderr + finished.stdout


@pytest.mark.parametrize("mode", [0o640, 0o604, 0o644, 0o620, 0o602, 0o666, 0o610])
def test_secret_that_others_may_touch_is_refused(tiny, mode):
    books, _ = tiny
    (books / "private.key").chmod(mode)
    finished = run("check", "--books", books)
    assert finished.returncode == 65 and "private.key: others may read or write the secret" in finished.stderr


@pytest.mark.parametrize("content", ["", "\n", "00" * 31 + "\n", "00" * 33 + "\n", "AA" * 32 + "\n", "0x" + "00" * 32, "00" * 32 + "\r\n",
                                     "00" * 32 + "\n\n", " " + "00" * 32, "0g" * 32, "00" * 600])
def test_secret_of_another_form_is_refused(tiny, content):
    books, _ = tiny
    (books / "private.key").write_text(content, newline="")
    finished = run("check", "--books", books)
    assert finished.returncode == 65 and "private.key: not a secret" in finished.stderr
    assert content.strip() == "" or content.strip() not in finished.stderr


def test_secret_behind_a_link_is_refused(tiny, tmp_path):
    books, _ = tiny
    (books / "private.key").rename(tmp_path / "elsewhere.key")
    (books / "private.key").symlink_to(tmp_path / "elsewhere.key")
    finished = run("check", "--books", books)
    assert finished.returncode == 65 and "or a link" in finished.stderr


def test_new_secret(tmp_path):
    file = tmp_path / "private.key"
    finished = run("new-secret", file)
    assert finished.returncode == 0
    assert re.fullmatch(r"[0-9a-f]{64}\n", file.read_text()) and file.stat().st_mode & 0o777 == 0o600
    assert file.read_text().strip() not in finished.stdout + finished.stderr
    before = file.read_text()
    assert run("new-secret", file).returncode == 73 and file.read_text() == before
    assert run("new-secret", tmp_path / "other.key").returncode == 0 and (tmp_path / "other.key").read_text() != before
    (tmp_path / "dangling").symlink_to(tmp_path / "nowhere")
    assert run("new-secret", tmp_path / "dangling").returncode == 73 and not (tmp_path / "nowhere").exists()
    assert run("new-secret", tmp_path / "none" / "a.key").returncode == 73
