"""Sites whose claims are committed to a tree of choice: every evidence document against the specification."""

import json
import random
from pathlib import Path

import pytest

import trees
from books import Books
from comparison import figures, first_difference
from preset_sites import site_with
from program import BESIDE_EVIDENCE, OPUR, TINY, run
from published import PublishedSite, claims_of, contracts_of, files_below, payouts_of, recomputed
from reference.canonical import csv_rows
from reference.presets import LEAVES, WITH_DUMP, WITH_TOKEN
from reference.units import account_bytes, digest_text
from test_multiproof import library_says, published_proofs

TREES = [f"{{ format: {name}, order: {order} }}" for name in LEAVES for order in ("account", "hash")]
CHANGING = "[{ format: merkl, from: 2 }, { format: uniswap }]"
CASES = [(TINY, tree) for tree in TREES + [CHANGING]]
CASES += [(OPUR, tree) for tree in ("{ order: hash }", "{ format: uniswap }", "{ format: sablier }", "{ format: murky }")]


def assert_evidence(site: PublishedSite, number: int, expected: dict[str, bytes], tally) -> None:
    found = files_below(site.epoch_folder(number))
    for name in BESIDE_EVIDENCE:
        found.pop(name, None)
    paths = sorted(expected.keys() | found.keys())
    differences = filter(None, (first_difference(path, expected.get(path), found.get(path)) for path in paths))
    assert not list(differences), f"epoch {number}"
    for path, data in found.items():
        tally.update({f"{kind} of presets": count for kind, count in figures(path, data).items()})


@pytest.mark.parametrize(("source", "tree"), CASES, ids=lambda value: getattr(value, "name", value))
def test_evidence_is_what_books_and_specification_give(source, tree, tmp_path, tally):
    books, folder = site_with(tree, tmp_path, source)
    site = PublishedSite(folder)
    expected = {evidence.inputs.number: evidence for evidence in Books(books).epochs()}
    assert sorted(expected) == site.epochs and site.epochs
    for number, evidence in expected.items():
        assert_evidence(site, number, evidence.files(), tally)
        assert_evidence(site, number, recomputed(folder, number).files, tally)
        assert_claims(site, number)
        assert_page(site, number)
    assert run("audit", folder, "--quiet").returncode == 0


def assert_claims(site: PublishedSite, number: int) -> None:
    """From the published files alone: the claims hash to their leaves, lead to the root, and stand in the tree's order."""
    report = site.json(f"epochs/{number}/report.json")
    contracts = contracts_of(report)
    for asset, claims in payouts_of(report).items():
        assert_claims_of(site.epoch_folder(number) / asset, claims, contracts[asset])


def assert_claims_of(folder: Path, claims: dict, contract: str | None) -> None:
    name = claims["preset"]
    assert (folder / "tree.json").exists() == (name in WITH_DUMP)
    token = account_bytes(contract) if name in WITH_TOKEN else None
    proven = []
    for path in (folder / "claims").rglob("*.json"):
        for claim in claims_of(json.loads(path.read_bytes()), claims, contract):
            row = {"index": claim["index"], "account": account_bytes(claim["account"]), "token": token,
                   "amount": int(claim["amount"])}
            evidence = {"leaf": bytes.fromhex(claim["leafHash"][2:])}
            evidence["proof"] = [bytes.fromhex(sibling[2:]) for sibling in claim["proof"]]
            assert trees.verified(name, bytes.fromhex(claims["root"][2:]), row, evidence), claim["account"]
            proven.append((claim["leaf"], claim["leafHash"], row["account"], claim["account"], claim["index"]))
    assert len(proven) == claims["count"]
    in_order = sorted(proven)
    assert [row[0] for row in in_order] == list(range(len(proven)))
    key = 1 if claims["order"] == "hash" else 2
    assert [row[key] for row in in_order] == sorted(row[key] for row in proven)
    numbered = sorted(proven, key=lambda row: row[3] if name == "uniswap" else row[2])
    assert [row[4] for row in numbered] == list(range(len(proven)))
    table = csv_rows((folder / "claims.csv").read_bytes(), "index,account,amount,leaf")
    assert [account_bytes(row[1]) for row in table] == sorted(row[2] for row in proven)


def assert_page(site: PublishedSite, number: int) -> None:
    """The report's page names the tree and its order, and points to a dump only where there is one."""
    page = site.files[f"epochs/{number}/index.html"].decode()
    claims, = payouts_of(site.json(f"epochs/{number}/report.json")).values()
    name = claims["preset"]
    tree = next(line for line in page.splitlines() if line.startswith("<div><dt>Tree</dt>"))
    assert f"<code>{'standard-v1' if name == 'openzeppelin' else name}</code>" in tree
    assert ("in account order" in tree, "in the order of their hashes" in tree) == (
        claims["order"] == "account", claims["order"] == "hash")
    assert ("tree.json" in page) == (name in WITH_DUMP)
    command = f"claims.csv --format {name} --order {claims['order']}"
    assert (command in page) == (name not in WITH_DUMP + WITH_TOKEN)


@pytest.mark.parametrize("tree", ["{ order: hash }", "{ format: sablier }", "{ format: sablier, order: account }"])
def test_a_dump_loads_in_a_library_and_gives_the_published_proofs(tree, tmp_path):
    """PyPI `multiproof` and the program read the dumps of openzeppelin and sablier."""
    _, folder = site_with(tree, tmp_path)
    for number in PublishedSite(folder).epochs:
        asset = PublishedSite(folder).epoch_folder(number) / "usdc"
        report = json.loads((asset.parent / "report.json").read_bytes())
        said = library_says(asset / "tree.json")
        assert said.returncode == 0, said.stderr
        answer = json.loads(said.stdout)
        assert answer["root"] == payouts_of(report)["usdc"]["root"]
        assert answer["proofs"] == published_proofs(asset)
        assert run("verify", asset / "tree.json", "--root", answer["root"]).returncode == 0


@pytest.mark.parametrize("tree", ["{ format: uniswap }", "{ format: merkl }", "{ order: hash }"])
def test_a_kept_proof_verifies_without_the_site(tree, tmp_path):
    """And no more once the preset, the index, the token or a sibling is another."""
    _, site = site_with(tree, tmp_path, TINY)
    report = json.loads((site / "epochs/1/report.json").read_bytes())
    rows = csv_rows((site / "epochs/1/usdc/claims.csv").read_bytes(), "index,account,amount,leaf")
    for row in rows:
        printed = run("prove", row[1], "--site", site, "--epoch", 1, "--json").stdout
        proof = json.loads(printed)
        assert proof["tree"] == {key: report["claims"][key] for key in ("preset", "order")}
        assert (proof["root"], proof["holder"]["claim"]["index"]) == (report["claims"]["root"], int(row[0]))
        assert verified(tmp_path, proof)
        for changed in changes(proof, random.Random(row[1])):
            assert not verified(tmp_path, changed), changed["tree"]


def changes(proof: dict, chance: random.Random):
    def changed(change) -> dict:
        other = json.loads(json.dumps(proof))
        change(other)
        return other

    other_presets = [name for name in LEAVES if name != proof["tree"]["preset"]]
    yield changed(lambda p: p["tree"].update(preset=chance.choice([n for n in other_presets if n != "openzeppelin"])))
    if proof["tree"]["preset"] != "openzeppelin":
        yield changed(lambda p: p.pop("tree"))
    if proof["tree"]["preset"] == "uniswap":
        yield changed(lambda p: p["holder"]["claim"].update(index=p["holder"]["claim"]["index"] + 1))
    if proof["tree"]["preset"] == "merkl":
        yield changed(lambda p: p["asset"].update(contract="0x5FbDB2315678afecb367f032d93F642f64180aa3"))
        yield changed(lambda p: p["asset"].update(contract=None))
    yield changed(lambda p: p["holder"]["claim"]["proof"].append(digest_text(chance.randbytes(32))))
    yield changed(lambda p: p["tree"].update(order="given"))


def verified(folder, proof: dict) -> bool:
    (folder / "proof.json").write_text(json.dumps(proof))
    finished = run("verify", folder / "proof.json")
    assert finished.returncode in (0, 1, 65) and finished.stdout
    return finished.returncode == 0
