"""Statements and the log, as templates/audit/check-site checks them."""

import base64
import csv
import itertools
import json
import shutil
from types import SimpleNamespace

import pytest
from corrected_site import made, publish, signed_books
from second_audit import Forgery, changed, check_site, copied, findings, named
from site_log import SiteLog, parent, row_node, sums_of

PUBLICATIONS = ["1", "2", "3", "4", "3.1", "4.1", "5"]

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
    """The example with its corrections, signed again by a key that is known here."""
    log = SiteLog(copied(made().site, tmp_path))
    log.publish()
    return log


def resigned(log: SiteLog, entries: list[bytes], names: list[str]) -> None:
    """Another log of these entries, with all of its proofs."""
    shutil.rmtree(log.site / "log")
    log.write(entries)
    for index, name in enumerate(names):
        log.prove(log.site / "epochs" / name, index, entries[: index + 1])
        log.state_provenance(log.site / "epochs" / name)
    log.name_files()


def statements(log: SiteLog, names: list[str]) -> list[bytes]:
    return [(log.site / f"epochs/{name}/statement.json").read_bytes() for name in names]


def test_roots_of_certificate_transparency():
    hashes = [check_site.leaf_hash(bytes.fromhex(leaf)) for leaf in CT_LEAVES]
    assert [check_site.log_root(hashes[: n + 1]).hex() for n in range(8)] == CT_ROOTS


def test_a_checkpoint_of_the_go_checksum_database():
    key, blob = check_site.VerifierKey(GO_KEY), base64.b64decode(GO_SIGNATURE)
    assert blob[:4] == key.identity and key.signed(GO_TEXT, blob[4:])
    assert not key.signed(GO_TEXT.replace(b"6476701", b"6476702"), blob[4:])


def test_the_log_is_the_one_that_another_program_makes(logged):
    """What the program stated and hashed, and what site_log.py makes of the same publications, are the same bytes."""
    ours, theirs = made().site, logged.site
    assert logged.names() == PUBLICATIONS
    for name in PUBLICATIONS:
        path = f"epochs/{name}/statement.json"
        assert (ours / path).read_bytes() == (theirs / path).read_bytes()
    for kind in ("entries", "0"):
        for path in (ours / "log/tile" / kind).rglob("*"):
            assert path.is_dir() or path.read_bytes() == (theirs / path.relative_to(ours)).read_bytes()


def test_a_signed_log_agrees(logged):
    assert findings(logged.site) == []
    assert findings(logged.site, pinned=logged.vkey) == []
    for name in PUBLICATIONS:
        kept = (logged.site / f"epochs/{name}/statement.json.tlog-proof").read_bytes()
        assert findings(logged.site, since=kept) == []
    assert findings(logged.site, since=(logged.site / "log/checkpoint").read_bytes()) == []


def test_a_log_without_signatures_agrees_and_is_noted(tmp_path):
    site = copied(made().site, tmp_path)
    SiteLog(site).publish(is_signed=False)
    (line,) = check_site.Audit(str(site)).findings.lines
    assert line.startswith("note unsigned-log log: ")


@pytest.mark.parametrize("count", [1, 2, 3, 255, 256, 257, 511, 512, 600])
def test_logs_of_many_sizes(tmp_path, count):
    """Full tiles, partial ones, and the tile above them; the entries are of no publication."""
    SiteLog(tmp_path).write([b"entry %d" % i for i in range(count)], is_signed=False)
    found = check_site.Findings()

    def checked() -> int:
        """How many entries there are; that they are no statements is not the matter here."""
        log = check_site.Log(check_site.Site(str(tmp_path), found), check_site.Findings())
        log.findings = found
        log.check_files()
        return len(log.entries)

    assert checked() == count and found.lines == []
    for path in sorted(path for path in (tmp_path / "log").rglob("*") if path.is_file())[:: max(count // 8, 1)]:
        content = path.read_bytes()
        path.write_bytes(content[:-1] + bytes([content[-1] ^ 1]))
        assert checked() != count or found.errors, path
        path.write_bytes(content)
        found.lines.clear()
        found.errors = 0


def test_every_file_of_the_log_is_needed_and_no_bit_may_change(logged):
    files = [path for path in sorted((logged.site / "log").rglob("*")) if path.is_file()]
    files += sorted(logged.site.glob("epochs/*/statement.json*"))
    assert len(files) == 2 + 2 * 7 + 2 * 7
    for path in files:
        content, name = path.read_bytes(), path.relative_to(logged.site).as_posix()
        for position in range(0, len(content), max(len(content) // 2, 1)):
            path.write_bytes(content[:position] + bytes([content[position] ^ 4]) + content[position + 1 :])
            assert ("changed-file", name) in named(logged.site)
            logged.name_files()  # only the log tells now
            assert findings(logged.site), (name, position)
        path.unlink()
        assert ("missing-file", name) in named(logged.site), name
        path.write_bytes(content)
    logged.name_files()
    assert findings(logged.site) == []


@pytest.mark.parametrize(
    ("old", "new", "place"),
    [
        ('"toFund":"40259159300"', '"toFund":"40259159301"', "assets[0].claims.toFund"),
        ('"root":"0x18258fb', '"root":"0x18258fc', "assets[0].claims.root"),
        ('"holders":"60"', '"holders":"61"', "assets[0].sums.holders"),
        ('"weight":"2', '"weight":"3', "assets[0].sums.weight"),
        ('"epoch":"4"', '"epoch":"3"', "epoch"),
        ('"corrects":null', '"corrects":"3"', "corrects"),
        ('"chain":"1"', '"chain":1', "chain"),
        ('{"assets"', '{ "assets"', "the log's entry is not what the evidence gives"),
    ],
)
def test_a_statement_that_lies_is_found_although_it_is_signed(logged, old, new, place):
    changed(logged.site / "epochs/4/statement.json", old, new)
    resigned(logged, statements(logged, PUBLICATIONS), PUBLICATIONS)
    (line,) = findings(logged.site)
    assert line.startswith(f"error wrong-statement epochs/4/statement.json: {place}: ")


def test_a_history_that_was_rewritten_and_signed_again(tmp_path, logged):
    """Everything is published again from changed books, and signed: only a kept checkpoint tells."""
    kept = [(logged.site / f"epochs/{n}/statement.json.tlog-proof").read_bytes() for n in "1234"]
    signed_books(tmp_path / "books")
    changed(tmp_path / "books/ledgers/invoices.csv", "USDC,14250,", "USDC,14251,")
    publish(tmp_path / "books", tmp_path / "again")
    again = SiteLog(tmp_path / "again")
    again.publish()
    assert findings(again.site) == []
    for checkpoint in kept:
        (line,) = findings(again.site, since=checkpoint)
        assert line.startswith("error rewritten-history log/checkpoint (kept): root: the first ")


def test_a_log_that_lost_its_last_entry(logged):
    kept = (logged.site / "log/checkpoint").read_bytes()
    shutil.rmtree(logged.site / "log")
    logged.write(statements(logged, PUBLICATIONS[:-1]))
    logged.name_files()
    assert named(logged.site) - {("wrong-view", "index.json")} == {("wrong-statement", "epochs/5/statement.json")}
    assert ("rewritten-history", "log/checkpoint") in named(logged.site, since=kept)


def test_entries_in_another_order(logged):
    names = ["1", "3", "2", *PUBLICATIONS[3:]]
    resigned(logged, statements(logged, names), names)
    assert {line.split(": not what")[0] for line in findings(logged.site) if "wrong-order" in line} == {
        "error wrong-order log: entry 1: publication 3 cannot stand here: expected after 2, once, found it"}
    assert ("broken-chain", "epochs/3/inputs/epoch.json") in named(logged.site)


def test_an_entry_that_nobody_sees(logged):
    """A second statement of an epoch, in the log alone."""
    entries = statements(logged, PUBLICATIONS)
    resigned(logged, [*entries, entries[6].replace(b'"toFund":"2', b'"toFund":"3')], PUBLICATIONS)
    assert {("wrong-order", "log"), ("wrong-statement", "epochs/5/statement.json")} <= named(logged.site)


def test_a_publication_that_was_hidden_after_it_was_logged(logged):
    shutil.rmtree(logged.site / "epochs/4.1")
    manifest = logged.site / "manifest.json"
    document = json.loads(manifest.read_bytes())
    document["files"] = [file for file in document["files"] if not file["path"].startswith("epochs/4.1/")]
    manifest.write_text(json.dumps(document, indent=2, ensure_ascii=False) + "\n")
    assert {("missing-file", "epochs/4.1/manifest.json"), ("missing-file", "epochs/4.1/statement.json")} <= named(logged.site)


def test_another_key(logged):
    other = SiteLog(logged.site, seed=b"\4" * 32)
    other.publish()
    assert findings(other.site) == []
    assert {("wrong-checkpoint", "log/vkey"), ("wrong-checkpoint", "log/checkpoint"),
            ("wrong-proof", "epochs/4.1/statement.json.tlog-proof")} <= named(other.site, pinned=logged.vkey)


def test_a_log_of_another_origin(logged):
    text = (logged.site / "log/vkey").read_text()
    SiteLog(logged.site, origin="other.example/log").publish()
    assert findings(logged.site) == []
    (logged.site / "log/vkey").write_text(text)
    assert ("wrong-checkpoint", "log/checkpoint") in named(logged.site)


def test_a_signature_of_another_text(logged):
    checkpoint = logged.site / "log/checkpoint"
    text, signature = checkpoint.read_bytes().split(b"\n\n")
    root = base64.b64encode(bytes(32))
    checkpoint.write_bytes(b"\n".join([*text.split(b"\n")[:2], root]) + b"\n\n" + signature)
    logged.name_files()
    assert named(logged.site) == {("wrong-checkpoint", "log/checkpoint")}


def test_a_head_that_the_publisher_signed_once(logged):
    """A proof's checkpoint, signed by the right key, of a history that is not the published one."""
    entries = statements(logged, PUBLICATIONS)
    logged.prove(logged.site / "epochs/3", 2, [entries[0].replace(b"revshare 0", b"revshare 1"), *entries[1:3]])
    logged.name_files()
    assert named(logged.site) == {("rewritten-history", "epochs/3/statement.json.tlog-proof")}


def test_a_proof_of_another_entry(logged):
    for name in ("1", "2"):
        (logged.site / f"epochs/{name}/statement.json.tlog-proof").rename(logged.site / name)
    for name, other in (("1", "2"), ("2", "1")):
        (logged.site / name).rename(logged.site / f"epochs/{other}/statement.json.tlog-proof")
    logged.name_files()
    assert named(logged.site) == {("wrong-proof", f"epochs/{name}/statement.json.tlog-proof") for name in "12"}


def test_removing_the_log_is_seen(logged):
    shutil.rmtree(logged.site / "log")
    for path in logged.site.glob("epochs/*/statement.json*"):
        path.unlink()
    logged.name_files()
    assert {("wrong-statement", f"epochs/{name}/statement.json") for name in PUBLICATIONS} <= named(logged.site)
    assert ("missing-file", "log/checkpoint") in named(logged.site, pinned=logged.vkey)


def test_fraud_in_figures_with_a_statement_and_a_log_of_it(logged):
    """A forger who publishes other shares, states and signs them, is found by the figures and by the statement."""
    Forgery(logged.site).publish("5", change_inputs=lambda inputs: setattr(inputs.decision, "stakerShare", 500_000))
    assert {("wrong-figure", "epochs/5/report.json"), ("wrong-figure", "epochs/5/usdc/holders.csv"),
            ("wrong-statement", "epochs/5/statement.json")} <= named(logged.site)


def test_proofs_of_rows_in_the_sum_tree():
    """Each proof, folded as a holder folds it, gives the root that was made layer by layer."""
    with open(made().site / "epochs/4/usdc/holders.csv", newline="") as file:
        rows = list(csv.DictReader(file))[:23]
    holders = [SimpleNamespace(account=bytes.fromhex(row["account"][2:]), **{name: int(row[name]) for name in ("weight", "share", "paid")})
               for row in rows]
    for n in range(1, len(rows) + 1):
        tree, root = check_site.SumTree(holders[:n]), sums_of(rows[:n])["root"]
        for first, end in itertools.combinations(range(n + 1), 2):
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


@pytest.mark.parametrize("entry", [b"", b"null", b"[" * 60_000, b'{"publication":"4"}', b"\xff", b'{"a":NaN}'])
def test_entries_that_are_no_statements(logged, entry):
    resigned(logged, [*statements(logged, PUBLICATIONS), entry], PUBLICATIONS)
    (line,) = findings(logged.site)
    assert line.startswith("error malformed-document log: entry 7: ")


def test_hostile_files_of_the_log(logged):
    names = ("log/checkpoint", "log/vkey", "log/tile/entries/000.p/7", "log/tile/0/000.p/7", "epochs/4/statement.json", "epochs/4/statement.json.tlog-proof")
    pristine = {logged.site / name: (logged.site / name).read_bytes() for name in names}
    hostile = [b"", b"\n\n", b"\xff" * 100, b"[" * 100_000, b"\0" * 70_000, "\u2014".encode() * 10, b"null", b"[]",
               json.dumps({"program": "\ud800"}).encode(), b"c2sp.org/tlog-proof@v1\nindex 99999999999999999\n\n",
               b"c2sp.org/tlog-proof@v1\nindex 0\nA\n\n", b"a\n99999999999999999\n" + b"A" * 43 + b"=\n\n" + "\u2014 a A\n".encode()]
    for path, content in pristine.items():
        for forged in hostile:
            path.write_bytes(forged)
            logged.name_files()
            lines = findings(logged.site)
            assert lines and not any("cannot be checked" in line for line in lines), (path, forged[:20], lines)
        path.write_bytes(content)
