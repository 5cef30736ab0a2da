"""Statements and the log, as templates/audit/check-site.py checks them."""

import base64
import csv
import hashlib
import itertools
import json
import os
import pathlib
import shutil
from types import SimpleNamespace

import pytest
from program import OPUR, ROOT, copy, publish
from second_audit import Forgery, check_site, copied, findings, named
from site_log import SiteLog, parent, row_node, statement, sums_of

SITE = pathlib.Path(os.environ.get("REVSHARE_SITE", ROOT / "site"))

# The tree of these leaves at each size: Certificate Transparency's own test vectors (certificate-transparency-go, merkle).
CT_LEAVES = ["", "00", "10", "2021", "3031", "40414243", "5051525354555657", "606162636465666768696a6b6c6d6e6f"]
CT_ROOTS = [
    "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
    "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
    "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
    "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
    "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
    "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
    "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
]
# A checkpoint of Go's checksum database, with its published key.
GO_KEY = "sum.golang.org+033de0ae+Ac4zctda0e5eza+HJyk9SxEdh+s3Ux18htTTAD8OuAn8"
GO_TEXT = b"go.sum database tree\n6476701\nmb8QLQIs0Z0yP5Cstq6guj87oXWeC9gEM8oVikmm9Wk=\n"
GO_SIGNATURE = "Az3grsLX85Gz+s1SiTbgkuqxgItqFq7gsMUEyVnrsa9LM7Us9S+1xbFIGu95949rj4nPRYfvimWEPWL+o3GeoWwOoAw="


@pytest.fixture
def logged(tmp_path):
    """The example with a signed log."""
    site = copied(SITE, tmp_path)
    log = SiteLog(site)
    log.publish()
    return log


def changed(path: pathlib.Path, old: str, new: str) -> None:
    text = path.read_text()
    assert old in text
    path.write_text(text.replace(old, new, 1))


def test_roots_of_certificate_transparency():
    hashes = [check_site.leaf_hash(bytes.fromhex(leaf)) for leaf in CT_LEAVES]
    assert [check_site.log_root(hashes[: n + 1]).hex() for n in range(8)] == CT_ROOTS


def test_a_checkpoint_of_the_go_checksum_database():
    key, blob = check_site.VerifierKey(GO_KEY), base64.b64decode(GO_SIGNATURE)
    assert blob[:4] == key.identity and key.signed(GO_TEXT, blob[4:])
    assert not key.signed(GO_TEXT.replace(b"6476701", b"6476702"), blob[4:])


def test_a_signed_log_agrees(logged):
    assert findings(logged.site) == []
    assert findings(logged.site, pinned=logged.vkey) == []
    for epoch in "1234":
        kept = (logged.site / f"epochs/{epoch}/statement.json.tlog-proof").read_bytes()
        assert findings(logged.site, since=kept) == []
    assert findings(logged.site, since=(logged.site / "log/checkpoint").read_bytes()) == []


def test_a_log_without_signatures_agrees_and_is_noted(tmp_path):
    site = copied(SITE, tmp_path)
    SiteLog(site).publish(is_signed=False)
    audit = check_site.Audit(str(site))
    assert audit.findings.lines == ["note unsigned-log log/checkpoint: the log is not signed"]


@pytest.mark.parametrize("count", [1, 2, 3, 255, 256, 257, 511, 512, 600])
def test_logs_of_many_sizes(tmp_path, count):
    """Full tiles, partial ones, and the tile above them; the entries are of no publication."""
    SiteLog(tmp_path).write([b"entry %d" % i for i in range(count)], is_signed=False)
    found = check_site.Findings()
    log = check_site.Log(check_site.Site(str(tmp_path), found), found)
    log.check_files()
    assert found.lines == [] and len(log.entries) == count
    for path in sorted(path for path in (tmp_path / "log").rglob("*") if path.is_file())[:: max(count // 8, 1)]:
        content = path.read_bytes()
        path.write_bytes(content[:-1] + bytes([content[-1] ^ 1]))
        log = check_site.Log(check_site.Site(str(tmp_path), found), found)
        log.check_files()
        assert found.errors, path
        path.write_bytes(content)
        found.lines.clear()
        found.errors = 0


def test_every_file_of_the_log_is_needed_and_no_bit_may_change(logged):
    files = [path for path in sorted((logged.site / "log").rglob("*")) if path.is_file()]
    files += sorted(logged.site.glob("epochs/*/statement.json*"))
    assert len(files) == 2 + 2 * 4 + 2 * 4
    narrow = {f"log/tile/{kind}/000.p/{width}" for kind in ("entries", "0") for width in (1, 2, 3)}
    for path in files:
        content, name = path.read_bytes(), path.relative_to(logged.site).as_posix()
        for position in range(0, len(content), max(len(content) // 7, 1)):
            path.write_bytes(content[:position] + bytes([content[position] ^ 4]) + content[position + 1 :])
            assert findings(logged.site), (name, position)
        path.unlink()
        # A partial tile may go when a wider one is there; without its last bundle the log is a shorter one.
        lines = findings(logged.site)
        assert name in narrow or any("missing-file" in line or "log is shorter" in line for line in lines), name
        path.write_bytes(content)
    assert findings(logged.site) == []


@pytest.mark.parametrize(
    ("old", "new", "place"),
    [
        ('"toFund":"40259159300"', '"toFund":"40259159301"', "assets[0].claims.toFund"),
        ('"holders":"60"', '"holders":"61"', "assets[0].sums.holders"),
        ('"weight":"2', '"weight":"3', "assets[0].sums.weight"),
        ('"epoch":"4"', '"epoch":"3"', "epoch"),
        ('"corrects":null', '"corrects":"3"', "corrects"),
        ('"chain":"1"', '"chain":1', "chain"),
        ('"corrects":null,', "", "corrects"),
        ('{"assets"', '{ "assets"', "not what the inputs give"),
    ],
)
def test_a_statement_that_lies_is_found_although_it_is_signed(logged, old, new, place):
    changed(logged.site / "epochs/4/statement.json", old, new)
    entries = [(logged.site / f"epochs/{n}/statement.json").read_bytes() for n in "1234"]
    logged.write(entries)
    logged.prove(logged.site / "epochs/4", 3, entries)
    found = findings(logged.site)
    assert len(found) == 1 and f"error wrong-figure epochs/4/statement.json: {place}: " in found[0].replace(": not what", ": not what")


def test_a_history_that_was_rewritten_and_signed_again(tmp_path, logged):
    """Everything is published again from changed books, and signed: only a kept checkpoint tells."""
    kept = [(logged.site / f"epochs/{n}/statement.json.tlog-proof").read_bytes() for n in "1234"]
    books = copy(OPUR, tmp_path / "books")
    changed(books / "ledgers/invoices.csv", "USDC,14250,", "USDC,14251,")
    publish(books, tmp_path / "again")
    again = SiteLog(tmp_path / "again")
    again.publish()
    assert findings(again.site) == []
    for checkpoint in kept:
        (line,) = findings(again.site, since=checkpoint)
        assert line.startswith("error rewritten-history log/checkpoint (kept): root: the first ")


def test_a_log_that_lost_its_last_entry(logged):
    kept = (logged.site / "log/checkpoint").read_bytes()
    shutil.rmtree(logged.site / "log")
    entries = [(logged.site / f"epochs/{n}/statement.json").read_bytes() for n in "123"]
    logged.write(entries)
    assert {("broken-log", "epochs/4/statement.json"), ("rewritten-history", "epochs/4/statement.json.tlog-proof")} <= named(logged.site)
    assert ("rewritten-history", "log/checkpoint") in named(logged.site, since=kept)


def test_entries_in_another_order(logged):
    entries = [(logged.site / f"epochs/{n}/statement.json").read_bytes() for n in "1324"]
    logged.write(entries)
    for index, number in enumerate("1324"):
        logged.prove(logged.site / "epochs" / number, index, entries[: index + 1])
    assert findings(logged.site) == ["error broken-log log/tile/entries: epoch 3 stands before epoch 2"]


def test_an_entry_that_nobody_sees(logged):
    """A second statement of an epoch, in the log alone."""
    entries = [(logged.site / f"epochs/{n}/statement.json").read_bytes() for n in "1234"]
    logged.write([*entries, entries[3].replace(b'"corrects":null', b'"corrects":"x"')])
    (line,) = findings(logged.site)
    assert line.startswith("error broken-log log/tile/entries: entry 4: ")


def test_another_key(logged):
    other = SiteLog(logged.site, seed=b"\4" * 32)
    other.publish()
    assert findings(other.site) == []
    assert ("wrong-signature", "log/vkey") in named(other.site, pinned=logged.vkey)
    assert ("wrong-signature", "log/checkpoint") in named(other.site, pinned=logged.vkey)


def test_a_log_of_another_origin(logged):
    text = (logged.site / "log/vkey").read_text()
    SiteLog(logged.site, origin="other.example/log").publish()
    assert findings(logged.site) == []
    (logged.site / "log/vkey").write_text(text)
    assert ("wrong-signature", "log/checkpoint") in named(logged.site)


def test_removing_the_log_is_seen_by_who_kept_a_checkpoint_or_the_key(logged):
    kept = (logged.site / "log/checkpoint").read_bytes()
    shutil.rmtree(logged.site / "log")
    for path in logged.site.glob("epochs/*/statement.json*"):
        path.unlink()
    assert findings(logged.site) == []
    assert ("rewritten-history", "log/checkpoint") in named(logged.site, since=kept)
    assert ("missing-file", "log/checkpoint") in named(logged.site, pinned=logged.vkey)


def test_fraud_in_figures_with_a_statement_and_a_log_of_it(logged):
    """A forger who publishes other shares, states and signs them, is found by the figures and by the statement."""
    forgery = Forgery(logged.site)
    forgery.publish("4", change_inputs=lambda inputs: setattr(inputs.decision, "stakerShare", 500_000))
    logged.publish()
    assert {("wrong-figure", "epochs/4/report.json"), ("wrong-figure", "epochs/4/usdc/holders.csv"),
            ("wrong-figure", "epochs/4/statement.json")} <= named(logged.site)


def corrected(log: SiteLog, **changes) -> None:
    """Publishes 4.1, in which one stake event of epoch 4 is missing."""
    source, folder = log.site / "epochs/4", log.site / "epochs/4.1"
    shutil.copytree(source, folder, ignore=shutil.ignore_patterns("statement*"))
    rows = (folder / "inputs/staking.csv").read_text().splitlines(keepends=True)
    (folder / "inputs/staking.csv").write_text("".join(rows[:3] + rows[4:]))
    (folder / "differences.json").write_text("{}\n")
    for path, name in ((folder, "differences.json"), (log.site, "epochs/4.1/index.html"), (log.site, "epochs/4.1/manifest.json")):
        manifest = json.loads((path / "manifest.json").read_bytes())
        manifest["files"] = sorted([*manifest["files"], {"path": name, "bytes": 0, "sha256": ""}], key=lambda file: file["path"])
        (path / "manifest.json").write_text(json.dumps(manifest, indent=2) + "\n")
    Forgery(log.site).publish("4.1")
    entries = [(log.site / f"epochs/{n}/statement.json").read_bytes() for n in "1234"]
    corrects = {"differences": hashlib.sha256(b"{}\n").hexdigest(), "entry": "3", "publication": "4", "reason": "A deposit was missing.",
                "settlement": "adjustments", **changes}
    entries.append(statement(folder, corrects))
    (folder / "statement.json").write_bytes(entries[4])
    log.write(entries)
    log.prove(folder, 4, entries)


def test_a_correction(logged):
    corrected(logged)
    assert findings(logged.site) == []
    kept = (logged.site / "epochs/4/statement.json.tlog-proof").read_bytes()
    assert findings(logged.site, since=kept) == []
    (logged.site / "epochs/4.1/differences.json").write_text("[]\n")
    Forgery(logged.site).mend_digests("4.1")
    assert ("wrong-figure", "epochs/4.1/statement.json") in named(logged.site)


@pytest.mark.parametrize(
    ("changes", "code"),
    [({"entry": "2"}, "broken-log"), ({"publication": "5"}, "broken-chain"), ({"settlement": "silence"}, "malformed-document"),
     ({"reason": ""}, "malformed-document"), ({"publication": "3", "entry": "3"}, "broken-log"), ({"differences": "0" * 64}, "wrong-figure")])
def test_a_correction_that_does_not_say_what_it_corrects(logged, changes, code):
    corrected(logged, **changes)
    assert (code, "epochs/4.1/statement.json") in named(logged.site)


def test_a_hidden_correction(logged):
    """The epoch is replaced in its place, instead of by a publication of its own; its entry in the log stays."""
    kept = (logged.site / "log/checkpoint").read_bytes()
    staking = logged.site / "epochs/4/inputs/staking.csv"
    rows = staking.read_text().splitlines(keepends=True)
    staking.write_text("".join(rows[:3] + rows[4:]))
    Forgery(logged.site).publish("4")
    assert ("wrong-figure", "epochs/4/statement.json") in named(logged.site)
    logged.publish()
    assert findings(logged.site) == []
    assert ("rewritten-history", "log/checkpoint") in named(logged.site, since=kept)


def test_proofs_of_rows_in_the_sum_tree():
    """Each proof, folded as a holder folds it, gives the root that was made layer by layer."""
    with open(SITE / "epochs/4/usdc/holders.csv", newline="") as file:
        rows = list(csv.DictReader(file))[:23]
    holders = [SimpleNamespace(account=bytes.fromhex(row["account"][2:]), **{name: int(row[name]) for name in ("weight", "share", "paid")})
               for row in rows]
    for n in range(1, len(rows) + 1):
        tree, root = check_site.SumTree(holders[:n]), sums_of(rows[:n])["root"]
        for first, end in itertools.combinations_with_replacement(range(n + 1), 2):
            proof = tree.proof(first, end)
            left, right = iter(proof["left"]), iter(proof["right"])

            def over(a, b):
                if b <= first or a >= end:
                    node = next(left if b <= first else right)
                    return bytes.fromhex(node["hash"][2:]), *(int(node[name]) for name in ("weight", "share", "paid"))
                if b - a == 1:
                    return row_node(a, rows[a])
                k = 1
                while 2 * k < b - a:
                    k *= 2
                return parent(over(a, a + k), over(a + k, b))

            assert "0x" + over(0, n)[0].hex() == proof["root"] == root
            assert next(left, None) is next(right, None) is None and (proof["first"], proof["holders"]) == (first, n)


def test_hostile_files_of_the_log(logged):
    pristine = {path: path.read_bytes() for path in sorted(logged.site.glob("log/**/*")) + sorted(logged.site.glob("epochs/4/statement.json*")) if path.is_file()}
    hostile = [b"", b"\n\n", b"\xff" * 100, b"[" * 100_000, b"\0" * 70_000, "\u2014".encode() * 10, b"null", b"[]",
               json.dumps({"program": "\ud800"}).encode(), b"c2sp.org/tlog-proof@v1\nindex 99999999999999999\n\n",
               b"c2sp.org/tlog-proof@v1\nindex 0\nA\n\n", b"a\n99999999999999999\n" + b"A" * 43 + b"=\n\n" + "\u2014 a A\n".encode()]
    for path, content in pristine.items():
        for forged in hostile:
            path.write_bytes(forged)
            lines = findings(logged.site)
            assert lines and not any("cannot be checked" in line for line in lines), (path, forged[:20], lines)
        path.write_bytes(content)


def test_the_statement_of_the_tests_is_what_was_decided(tmp_path):
    """One line, keys by their bytes, no line feed at the end."""
    content = statement(SITE / "epochs/4")
    assert content.startswith(b'{"assets":[{"asset":"usdc","claims":{"count":"54","root":"0x18258fb3') and content.endswith(b'"publication":"4"}')
