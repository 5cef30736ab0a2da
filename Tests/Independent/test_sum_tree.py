"""The sum tree of published epochs against the reference: every file's proof, what prove and verify say, what the audit names."""

import copy as copies
import json
import os
import pathlib
import random
import shutil

import pytest

from program import ROOT, run
from published import PublishedSite
from reference.canonical import csv_rows, json_document
from reference.sum_tree import SumNode, SumTree, proven
from reference.units import account_bytes, digest_text

SITE = pathlib.Path(os.environ.get("REVSHARE_SITE", ROOT / "site"))
PUBLISHED = PublishedSite(SITE)
REPORTS = {number: PUBLISHED.json(f"epochs/{number}/report.json") for number in PUBLISHED.epochs}
FIRST = min(number for number, report in REPORTS.items() if report["ruleset"] == 1)
LATEST = max(number for number, report in REPORTS.items() if report["ruleset"] == 2)


def rows_of(documents: list[dict]) -> list[tuple]:
    return [(account_bytes(row["account"]), *(int(row[key]) for key in ("weight", "share", "paid"))) for row in documents]


def tree_of(number: int, asset: str) -> SumTree:
    """The tree over holders.csv."""
    header, *rows = [line.split(",") for line in (PUBLISHED.epoch_folder(number) / asset / "holders.csv").read_text().splitlines()]
    return SumTree(rows_of([dict(zip(header, row)) for row in rows]))


def payouts(report: dict) -> list[dict]:
    return report.get("assets", [report])


def holder_of(number: int, asset: str) -> str:
    """An account in the middle of those that are paid."""
    claims = csv_rows((PUBLISHED.epoch_folder(number) / asset / "claims.csv").read_bytes())
    return claims[len(claims) // 2][1]


def test_every_proof_of_the_reference_leads_to_its_root_and_no_other_does():
    chance = random.Random(6962)
    for count in range(1, 13):
        rows = [(bytes([k]) * 20, chance.randrange(9), chance.randrange(9), chance.randrange(9)) for k in range(count)]
        tree = SumTree(rows)
        for first in range(count):
            for end in range(first + 1, count + 1):
                proof = tree.proof(first, end - first)
                assert proven(rows[first:end], proof) == tree.root
                for side in ("left", "right"):
                    for place, key in ((p, key) for p in range(len(proof[side])) for key in ("weight", "share", "paid")):
                        changed = copies.deepcopy(proof)
                        changed[side][place][key] = str(int(changed[side][place][key]) + 1)
                        assert proven(rows[first:end], changed).hash != tree.root.hash


def test_a_sum_of_more_than_256_bits_is_an_error():
    with pytest.raises(OverflowError):
        SumTree([(bytes(20), 2**255, 0, 0)] * 2)


@pytest.mark.parametrize("number", [number for number, report in REPORTS.items() if report["ruleset"] == 2])
def test_every_file_proves_its_rows(number):
    report = REPORTS[number]
    for payout in payouts(report):
        asset = payout["asset"]["id"]
        tree = tree_of(number, asset)
        expected = SumNode(tree.root.hash, int(report["stake"]["totalWeight"]), int(payout["allocation"]["shares"]), int(payout["claims"]["toFund"]))
        first = 0
        paths = sorted((PUBLISHED.epoch_folder(number) / asset / "claims").rglob("*.json"), key=lambda path: path.name)
        for document in (json.loads(path.read_bytes()) for path in paths):
            sums = document["sums"]
            if not document["holders"]:
                assert sums is None
                continue
            assert (sums["first"], sums["holders"], sums["root"]) == (first, tree.count, digest_text(tree.root.hash))
            assert proven(rows_of(document["holders"]), sums) == tree.root == expected
            first += len(document["holders"])
        assert first == tree.count == payout["payment"]["holderCount"]


@pytest.mark.parametrize("number", [FIRST, LATEST])
def test_prove_confirms_the_sums(number):
    asset = payouts(REPORTS[number])[0]["asset"]["id"]
    tree = tree_of(number, asset)
    finished = run("prove", holder_of(number, asset), "--site", SITE, "--epoch", number, "--asset", asset)
    assert finished.returncode == 0, finished.stderr
    assert f"of {tree.count}, which add up to" in finished.stdout
    assert digest_text(tree.root.hash) in finished.stdout and str(tree.root.weight) in finished.stdout


def changed_site(folder: pathlib.Path, path: str, change) -> pathlib.Path:
    site = folder / "site"
    shutil.copytree(SITE, site)
    content = (site / path).read_bytes()
    changed = change(content)
    assert changed != content
    (site / path).write_bytes(changed)
    return site


def claims_path_of(account: str) -> str:
    asset = payouts(REPORTS[LATEST])[0]["asset"]["id"]
    folder = SITE / f"epochs/{LATEST}/{asset}/claims"
    files = [path for path in folder.rglob("*.json") if account.lower().startswith(path.stem)]
    return max(files, key=lambda path: len(path.stem)).relative_to(SITE).as_posix()


def with_sums(change):
    def changed(data: bytes) -> bytes:
        document = json.loads(data)
        change(document)
        return json_document(document)

    return changed


def raised(document: dict, *way) -> None:
    *way, key = way
    for each in way:
        document = document[each]
    document[key] = document[key] + 1 if isinstance(document[key], int) else str(int(document[key]) + 1)


CHANGES = [
    ("a weight of a node", lambda document: raised(document["sums"], next(side for side in ("left", "right") if document["sums"][side]), 0, "weight")),
    ("a share of a node", lambda document: raised(document["sums"], next(side for side in ("left", "right") if document["sums"][side]), -1, "share")),
    ("the first row", lambda document: raised(document["sums"], "first")),
    ("the root", lambda document: document["sums"].update(root="0x" + "11" * 32)),
    ("a node less", lambda document: document["sums"][next(side for side in ("left", "right") if document["sums"][side])].pop()),
    ("no proof", lambda document: document.update(sums=None)),
]


@pytest.mark.parametrize("change", [change for _, change in CHANGES], ids=[name for name, _ in CHANGES])
def test_audit_and_prove_refuse_a_changed_proof(change, tmp_path):
    account = holder_of(LATEST, payouts(REPORTS[LATEST])[0]["asset"]["id"])
    path = claims_path_of(account)
    site = changed_site(tmp_path, path, with_sums(change))
    finished = run("audit", site, "--json", "--quiet")
    assert finished.returncode == 1
    assert path in {finding["path"] for finding in json.loads(finished.stdout)["findings"]}
    finished = run("prove", account, "--site", site, "--epoch", LATEST)
    assert finished.returncode == 1 and "NOT VERIFIED" in finished.stderr


def test_prove_under_ruleset_1_refuses_another_table(tmp_path):
    asset = payouts(REPORTS[FIRST])[0]["asset"]["id"]
    path = f"epochs/{FIRST}/{asset}/holders.csv"
    account = holder_of(FIRST, asset)

    def invented(data: bytes) -> bytes:
        """The weight of another holder, one larger."""
        header, *lines = data.decode().splitlines()
        place = next(place for place, line in enumerate(lines) if not line.startswith(account))
        fields = lines[place].split(",")
        lines[place] = ",".join([fields[0], str(int(fields[1]) + 1), *fields[2:]])
        return ("\n".join([header, *lines]) + "\n").encode()

    site = changed_site(tmp_path, path, invented)
    finished = run("prove", account, "--site", site, "--epoch", FIRST)
    assert finished.returncode == 1 and "the weights in the sum tree add up to" in finished.stderr


@pytest.fixture(scope="module")
def kept() -> dict:
    asset = payouts(REPORTS[LATEST])[0]["asset"]["id"]
    finished = run("prove", holder_of(LATEST, asset), "--site", SITE, "--epoch", LATEST, "--asset", asset, "--json")
    assert finished.returncode == 0, finished.stderr
    return json.loads(finished.stdout)


def verified(document: dict, folder: pathlib.Path):
    (folder / "proof.json").write_bytes(json_document(document))
    return run("verify", folder / "proof.json")


def test_a_kept_proof_proves_the_own_row(kept, tmp_path):
    tree = tree_of(LATEST, kept["asset"]["id"])
    place = kept["sums"]["first"]
    assert kept["sums"] == tree.proof(place, 1)
    assert proven(rows_of([kept["holder"]]), kept["sums"]) == tree.root
    finished = verified(kept, tmp_path)
    assert finished.returncode == 0 and f"the sum tree {digest_text(tree.root.hash)} of {tree.count} holders" in finished.stdout


KEPT_CHANGES = [(name, change) for name, change in CHANGES if name != "no proof"] + [
    ("W", lambda document: raised(document, "totalWeight")),
    ("an allocation below the shares", lambda document: document.update(allocation="1")),
]


@pytest.mark.parametrize("change", [change for _, change in KEPT_CHANGES], ids=[name for name, _ in KEPT_CHANGES])
def test_verify_refuses_a_changed_proof(change, kept, tmp_path):
    changed = copies.deepcopy(kept)
    change(changed)
    finished = verified(changed, tmp_path)
    assert finished.returncode == 1 and "NOT VERIFIED" in finished.stdout and "sum tree" in finished.stdout


def test_a_proof_that_was_kept_before_there_was_a_sum_tree_says_so(kept, tmp_path):
    old = {key: value for key, value in kept.items() if key != "sums"}
    finished = verified(old, tmp_path)
    assert finished.returncode == 0 and "this file holds no proof of the sums over all holders" in finished.stdout
