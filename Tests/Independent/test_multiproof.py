"""PyPI `multiproof`, a port of OpenZeppelin's library, loads and validates every tree and gives the same proofs.

It needs older libraries than the rest, hence an environment of its own: REVSHARE_MULTIPROOF_PYTHON names its
interpreter; left out: .venv-multiproof/bin/python in the repository.
"""

import json
import os
import subprocess
from pathlib import Path

import pytest

from published import PublishedSite, claims_of, payouts_of
from reference.presets import WITH_DUMP

HERE = Path(__file__).parent
PYTHON = os.environ.get("REVSHARE_MULTIPROOF_PYTHON", str(HERE.parent.parent / ".venv-multiproof/bin/python"))


def library_says(path: Path) -> subprocess.CompletedProcess:
    worker = [PYTHON, str(HERE / "multiproof_worker.py"), str(path)]
    return subprocess.run(worker, capture_output=True, text=True, timeout=120)


def trees_of(epoch_of) -> list[tuple[Path, dict]]:
    """The folder and the claims of each payout asset whose tree is one of that library."""
    folder, number = epoch_of
    assert number is not None, f"{folder} publishes no epoch"
    epoch = PublishedSite(folder).epoch_folder(number)
    payouts = payouts_of(json.loads((epoch / "report.json").read_bytes()))
    return [(epoch / asset, claims) for asset, claims in payouts.items() if claims["preset"] in WITH_DUMP]


def published_proofs(asset: Path) -> dict[str, list[str]]:
    documents = (json.loads(path.read_bytes()) for path in (asset / "claims").rglob("*.json"))
    return {claim["account"]: claim["proof"] for document in documents for claim in claims_of(document)}


def test_library_validates_the_tree_and_gives_the_published_proofs(epoch_of, tally):
    for asset, claims in trees_of(epoch_of):
        if claims["root"] is None:
            assert not (asset / "tree.json").exists()
            continue
        run = library_says(asset / "tree.json")
        assert run.returncode == 0, run.stderr
        answer = json.loads(run.stdout)
        assert answer["root"] == claims["root"]
        assert answer["proofs"] == published_proofs(asset)
        tally["proof hashes from multiproof"] += sum(map(len, answer["proofs"].values()))


@pytest.mark.parametrize("change", ["node", "amount", "position"])
def test_library_refuses_a_changed_tree(epoch_of, change, tmp_path):
    for asset, claims in trees_of(epoch_of):
        if claims["root"] is None:
            continue
        document = json.loads((asset / "tree.json").read_bytes())
        if change == "node":
            node = document["tree"][-1]
            document["tree"][-1] = node[:-1] + ("0" if node[-1] != "0" else "1")
        elif change == "amount":
            row = document["values"][0]["value"]
            row[-1] = str(int(row[-1]) + 1)
        else:
            document["values"][0]["treeIndex"] -= 1
        (tmp_path / "tree.json").write_text(json.dumps(document))
        assert library_says(tmp_path / "tree.json").returncode != 0
