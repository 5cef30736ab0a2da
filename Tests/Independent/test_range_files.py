"""Files of a large distribution (section 9.1): what the reference writes, read by a reader of its own that folds every file to its roots.

The second audit makes the same bytes. The program publishes such files in test_random_books.
"""

import copy
import json
import random

import pytest

from books import Books
from large_books import crowd
from random_books import random_scenario
from random_folder import write_books
from range_reader import RangeFile, read_epoch
from reference.claims_tree import ClaimsTree
from reference.presets import LEAVES, WITH_DUMP, WITH_TOKEN
from reference.ruleset2.evidence import Evidence
from reference.ruleset2.payout import Claim
from reference.ruleset2.range_files import range_file
from reference.units import digest_text
from second_audit import check_site
from test_random_books import SEEDS

TOKEN = "0x" + "c0ffee00" * 5


def large_epochs(books) -> list[Evidence]:
    return [evidence for evidence in Books(books).epochs() if isinstance(evidence, Evidence)]


def documents_of(evidence: Evidence) -> dict[str, dict]:
    return {path: json.loads(data) for path, data in evidence.files().items() if "/claims/" in path}


def assert_audited(epochs: list[Evidence]) -> None:
    """The second audit gives the same documents from the inputs, and each of its files of a large distribution proves its rows."""
    for evidence in epochs:
        files = evidence.files()
        epoch = check_site.Epoch(check_site.Inputs(lambda name: files[f"inputs/{name}"]))
        assert epoch.documents.keys() == {path for path in files if not path.startswith("inputs/") and path != "manifest.json"}
        for path, content in epoch.documents.items():
            assert content == files[path], path
        for figures in epoch.payouts:
            for path in epoch.documents if figures.is_large else ():
                if path.startswith(f"{figures.payout.id}/claims/"):
                    assert list(check_site.RangeFile(figures, files[path]).unproven()) == [], path


def assert_read(epochs: list[Evidence]) -> int:
    """How many range files there are."""
    count = 0
    for evidence in epochs:
        documents, large = documents_of(evidence), {files.payout.id: files.is_large for files in evidence.claims}
        for path, document in documents.items():
            form = "revshare-claims-range-v1" if large[document["asset"]] else "revshare-claims-v2"
            assert document["format"] == form, path
        for files in evidence.claims:
            assert not (files.is_large and (f"{files.payout.id}/tree.json" in evidence.files() or files.payout.payout["order"] == "hash"))
        count += read_epoch(evidence, documents)
    return count


@pytest.mark.parametrize("seed", SEEDS, ids=lambda seed: f"seed{seed}")
def test_files_of_random_books(seed, tmp_path):
    epochs = large_epochs(write_books(random_scenario(seed), tmp_path / "books"))
    assert_read(epochs)
    assert_audited(epochs)


@pytest.mark.parametrize("beginning", ["", "ab", "abcd7"])
@pytest.mark.parametrize("preset", LEAVES)
def test_files_of_a_crowd(preset, beginning, tmp_path):
    """Redirections, claims without payments, holders without claims, in every tree; some files have no rows."""
    epochs = large_epochs(crowd(f"{preset} {beginning}", preset, beginning, tmp_path / "books"))
    assert assert_read(epochs) > 3
    assert_audited(epochs)
    documents = [document for epoch in epochs for document in documents_of(epoch).values()]
    rows = [row.split(",") for document in documents for row in document["rows"]]
    assert any(row[1] == "" for row in rows) and any(row[9] == "" for row in rows)
    assert any(row[7] for row in rows) and any(row[10] for row in rows)
    assert any(row[8] for row in rows) == (preset == "uniswap")
    assert any(document["payments"] for document in documents)
    assert any(document["tree"] and document["tree"]["nodes"] for document in documents)
    paid = {tuple(payment.values()) for document in documents for payment in document["payments"]}
    assert any(account == holder for account, holder, _ in paid) and any(account != holder for account, holder, _ in paid)


@pytest.mark.parametrize("preset", LEAVES)
def test_nodes_of_every_range(preset):
    """All ranges of trees of one to seventeen leaves."""
    chance = random.Random(preset)
    for count in range(1, 18):
        claims = sorted((chance.randbytes(20), chance.randint(1, 10**9)) for _ in range(count))
        tree = ClaimsTree(claims, {"preset": preset, "order": "account"}, TOKEN if preset in WITH_TOKEN else None)
        for first in range(count):
            for end in range(first + 1, count + 1):
                document = alone(tree, first, end)
                read = RangeFile(document, preset, TOKEN)
                assert [claim["proof"] for claim in read.claims] == [tree.place(account)["proof"] for account, _ in claims[first:end]]
                needed = {node for claim in read.claims for node in claim["proof"]}
                assert set(document["tree"]["nodes"]) <= needed
                for change in changes_of_nodes(document):
                    with pytest.raises(ValueError):
                        RangeFile(change, preset, TOKEN)


def alone(tree: ClaimsTree, first: int, end: int) -> dict:
    """A file of some claims that no epoch pays: their accounts are no holders."""
    claims = [Claim(account, amount, amount, []) for account, amount in tree.claims[first:end]]
    return range_file({"epoch": 1, "asset": "a", "prefix": "0x", "root": digest_text(tree.root), "sums": None}, tree, [], claims)


def changes_of_nodes(document: dict):
    """A node more, less or other, and other places."""
    nodes = document["tree"]["nodes"]
    for changed in ([*nodes, nodes[0] if nodes else document["root"]], *([nodes[:-1], ["0x" + "11" * 32, *nodes[1:]]] if nodes else [])):
        yield {**document, "tree": {**document["tree"], "nodes": changed}}
    if nodes[::-1] != nodes:
        yield {**document, "tree": {**document["tree"], "nodes": nodes[::-1]}}


@pytest.mark.parametrize("preset", LEAVES)
def test_leaves_by_hash_are_never_large(preset, tmp_path):
    for evidence in large_epochs(crowd("by hash", preset, "", tmp_path / "books", count=300, explicit=0, order="hash")):
        assert not evidence.claims[0].is_large and ("usdc/tree.json" in evidence.files()) == (preset in WITH_DUMP)
        assert_read([evidence])
        assert_audited([evidence])


def test_limits(tmp_path):
    """More accounts than explicitProofs says; 4,096 where it says nothing, and then it is not written."""
    def large(name: str, **options) -> set[bool]:
        epochs = large_epochs(crowd("limits", "openzeppelin", "", tmp_path / name, **options))
        assert assert_read(epochs) or "small" in name
        written = {epoch.inputs.payouts[0].get("explicitProofs") for epoch in epochs}
        assert written == {None if options.get("explicit") == 4096 else options.get("explicit")}
        return {epoch.claims[0].is_large for epoch in epochs}

    first = large_epochs(crowd("limits", "openzeppelin", "", tmp_path / "counted"))
    counts = {len({row.account for row in e.distribution.payouts[0].holders + e.distribution.payouts[0].claims}) for e in first}
    assert large("small", explicit=max(counts)) == {False} and large("above", explicit=min(counts) - 1) == {True}
    assert large("default", count=4300, explicit=None) == {True} == large("said", count=4300, explicit=4096)
    assert large("small of thousands", count=4300, explicit=10_000) == {False}


def test_reader_refuses_what_is_written_otherwise(tmp_path):
    """A field that says nothing more, an order that is another, a figure that is another."""
    epoch = large_epochs(crowd("refused", "openzeppelin", "", tmp_path / "books"))[-1]
    documents = documents_of(epoch)
    document = next(d for d in documents.values() if d["payments"] and len(d["rows"]) > 40)

    def refused(change) -> None:
        changed = copy.deepcopy(document)
        change(changed)
        with pytest.raises((ValueError, AssertionError)):
            RangeFile(changed, "openzeppelin", None)

    def with_field(changed: dict, place: int, field: str, which=lambda fields: True) -> None:
        k, fields = next((k, row.split(",")) for k, row in enumerate(changed["rows"]) if which(row.split(",")))
        fields[place] = fields[0] if field == "itself" else field
        changed["rows"][k] = ",".join(fields)

    RangeFile(document, "openzeppelin", None)
    refused(lambda d: d["rows"].insert(0, d["rows"].pop(1)))
    refused(lambda d: d["rows"].pop())
    refused(lambda d: with_field(d, 10, "0", lambda f: f[9] and not f[10]))
    refused(lambda d: with_field(d, 7, "itself", lambda f: f[1] and not f[7]))
    refused(lambda d: with_field(d, 8, str(d["tree"]["first"]), lambda f: f[9]))
    refused(lambda d: with_field(d, 1, "1", lambda f: f[1]))
    refused(lambda d: with_field(d, 9, "1", lambda f: f[9]))
    refused(lambda d: d["payments"].reverse() if len(d["payments"]) > 1 else d["payments"].clear())
    refused(lambda d: d["payments"].pop())
    refused(lambda d: d.update(sums=None))
    refused(lambda d: d.update(tree=None))
